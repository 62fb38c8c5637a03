import { Page } from '@/shared/Page';

export default function ConnectionsPage() {
  return <Page title="Connections">{null}</Page>;
}
