import { Link } from '@tanstack/react-router';
import { TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { count, counted } from '@/shared/texts';
import { Button } from '@/ui/button';
import { reasonsOf } from './batch';
import { dismissFailedBatch, type FailedBatch } from './batchJobs';
import { knownRows } from './rows';

/** The accounts that the last batch could not change, with the reasons, until they are retried or dismissed. */
export function FailedBatchCard({ batch }: { batch: FailedBatch }) {
  const [isOpen, setOpen] = useState(false);
  const rows = knownRows();
  return (
    <section aria-label="Failed changes" className="rounded-lg border bg-card p-3">
      <div className="flex flex-wrap items-center gap-2">
        <TriangleAlert aria-hidden size={16} className="shrink-0 text-warn" />
        <p className="min-w-0 font-medium">{batch.title}.</p>
        <Button variant="link" size="inline" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide the reasons' : 'See why'}
        </Button>
        <Button size="sm" className="ms-auto" onClick={() => void batch.retry()}>
          Retry {counted(batch.failures.length, 'failed', 'failed')}
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label="Dismiss" onClick={dismissFailedBatch}>
          <X aria-hidden />
        </Button>
      </div>
      {isOpen && (
        <ul className="mt-2 flex max-h-60 flex-col gap-3 overflow-y-auto border-t pt-2 text-sm">
          {reasonsOf(batch.failures).map(({ reason, ids }) => (
            <li key={reason}>
              <p className="font-medium wrap-anywhere">
                {reason} {ids.length > 1 && <span className="text-muted-foreground">({count(ids.length)})</span>}
              </p>
              <ul className="mt-1 flex flex-col gap-1">
                {ids.map((id) => (
                  <li key={id} className="min-w-0 truncate">
                    <Link to="/accounts/$id" params={{ id }} className="underline-offset-4 hover:underline">
                      {rows.get(id)?.account_name ?? id}
                    </Link>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
