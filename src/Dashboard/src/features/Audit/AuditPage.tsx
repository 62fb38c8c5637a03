import { Page } from '@/shared/Page';

export default function AuditPage() {
  return <Page title="Audit">{null}</Page>;
}
