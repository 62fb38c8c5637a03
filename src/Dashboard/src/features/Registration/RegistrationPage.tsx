import { Page } from '@/shared/Page';

export default function RegistrationPage() {
  return <Page title="Registration">{null}</Page>;
}
