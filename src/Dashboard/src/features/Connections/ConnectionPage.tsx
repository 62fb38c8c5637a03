import { Page } from '@/shared/Page';

export default function ConnectionPage() {
  return <Page title="Connection">{null}</Page>;
}
