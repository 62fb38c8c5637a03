import { Page } from '@/shared/Page';

export default function RunPage() {
  return <Page title="Run">{null}</Page>;
}
