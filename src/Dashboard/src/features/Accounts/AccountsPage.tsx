import { Page } from '@/shared/Page';

export default function AccountsPage() {
  return <Page title="Accounts">{null}</Page>;
}
