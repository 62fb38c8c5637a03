import { Page } from '@/shared/Page';

export default function SettingsPage() {
  return <Page title="Settings">{null}</Page>;
}
