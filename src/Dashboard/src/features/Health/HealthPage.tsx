import { Page } from '@/shared/Page';

export default function HealthPage() {
  return <Page title="Health">{null}</Page>;
}
