import { Page } from '@/shared/Page';

export default function HierarchyPage() {
  return <Page title="Hierarchy">{null}</Page>;
}
