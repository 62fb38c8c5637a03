import { Page } from '@/shared/Page';

export default function SyncPage() {
  return <Page title="Sync">{null}</Page>;
}
