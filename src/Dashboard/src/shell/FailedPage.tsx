import type { ErrorComponentProps } from '@tanstack/react-router';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { isMissingChunk } from './newVersion';

/** Shown instead of a page that failed, also when a new version has replaced the files of this one. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  if (isMissingChunk(error)) {
    return (
      <Page title="New version">
        <p>
          A new version of this page is available.{' '}
          <button type="button" className="text-primary underline underline-offset-4" onClick={() => location.reload()}>
            Reload
          </button>
        </p>
      </Page>
    );
  }
  return (
    <Page title="Something failed">
      <ProblemCard error={error} onRetry={reset} />
    </Page>
  );
}
