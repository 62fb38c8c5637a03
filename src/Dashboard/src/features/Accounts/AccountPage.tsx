import { Page } from '@/shared/Page';

export default function AccountPage() {
  return <Page title="Account">{null}</Page>;
}
