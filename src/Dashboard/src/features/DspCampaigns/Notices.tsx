import { useEffect, useRef, type ReactNode } from 'react';
import { toProblem, type ApiProblem } from '@/api/problems';
import { RefusedStrip } from '@/shared/RefusedStrip';
import { Button } from '@/ui/button';
import { Spinner } from '@/ui/spinner';
import { changesOf } from './changes';
import { draftOf, type Draft } from './draft';
import { isUnconfirmed } from './outcome';
import type { Stored } from './queries';

interface Check {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly mutate: () => void;
}

interface NoticesProps {
  problem: ApiProblem | null;
  check: Check;
  isOutdated: boolean;
  base: Stored | null;
  draft: Draft;
  isNew: boolean;
  onAdopt: (draft: Draft) => void;
}

/** What became of the last attempt to save, and what to do. What is wrong at a field is shown there. */
export function Notices({ problem, ...rest }: NoticesProps) {
  if (!problem || problem.status === 422) return null;
  return (
    <InView key={`${problem.code} ${problem.traceId}`}>
      <Notice problem={problem} {...rest} />
    </InView>
  );
}

/** The form may be scrolled to its end, where its button is. */
function InView({ children }: { children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // It returns a promise in newer browsers, which is no clean-up.
    void content.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={content} className="scroll-m-4">
      {children}
    </div>
  );
}

function Notice({ problem, check, isOutdated, base, draft, isNew, onAdopt }: NoticesProps & { problem: ApiProblem }) {
  if (isUnconfirmed(problem)) return <Unconfirmed check={check} isNew={isNew} />;
  if (isOutdated && base) return <Outdated stored={draftOf(base.campaign)} draft={draft} onAdopt={onAdopt} />;
  return <RefusedStrip title="The campaign was not saved." error={problem} />;
}

const warning = 'flex flex-col items-start gap-2 rounded-md bg-warn-back p-3 text-warn';

function Unconfirmed({ check, isNew }: { check: Check; isNew: boolean }) {
  if (check.isPending)
    return (
      <p role="status" className={`${warning} flex-row! items-center!`}>
        <Spinner />
        Amazon did not confirm the change; checking …
      </p>
    );
  const found = check.error
    ? `It could not be checked: ${toProblem(check.error).message}`
    : isNew
      ? 'Amazon does not show the campaign yet. It may appear later, so check again before you create it again.'
      : 'Amazon shows the campaign without the change. Your input is kept.';
  return (
    <div role="alert" className={warning}>
      <p>
        <span className="font-medium">Amazon did not confirm the change.</span> {found}
      </p>
      <Button size="sm" onClick={() => check.mutate()}>
        Check again
      </Button>
    </div>
  );
}

function Outdated({ stored, draft, onAdopt }: { stored: Draft; draft: Draft; onAdopt: (draft: Draft) => void }) {
  const differences = changesOf(draft, stored);
  return (
    <div role="alert" className={warning}>
      <p className="font-medium">
        This campaign was changed in the meantime. Your input is kept; compare and save again.
      </p>
      {differences.length > 0 && (
        <>
          <p>Stored now, where it differs:</p>
          <ul className="list-disc ps-5 wrap-anywhere">
            {differences.map(({ label, after }) => (
              <li key={label}>
                {label}: {after}
              </li>
            ))}
          </ul>
        </>
      )}
      <Button size="sm" onClick={() => onAdopt(stored)}>
        Use what is stored
      </Button>
    </div>
  );
}
