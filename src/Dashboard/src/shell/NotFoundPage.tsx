import { Link } from '@tanstack/react-router';
import { Page } from '@/shared/Page';

export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <p className="text-muted-foreground">
        There is no page at this address.{' '}
        <Link to="/" className="text-primary underline underline-offset-4">
          Go to the overview
        </Link>
      </p>
    </Page>
  );
}
