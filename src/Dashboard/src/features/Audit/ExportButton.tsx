import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { toProblem } from '@/api/problems';
import { announce } from '@/shared/announce';
import { count, counted } from '@/shared/texts';
import { Button } from '@/ui/button';
import { Progress } from '@/ui/progress';
import { exportAtMost, exportCsv, type ExportProgress } from './exportCsv';
import type { AuditFilters } from './filters';

/** Exports the entries that the filters leave. Leaving the page stops it. */
export function ExportButton({ filters, total }: { filters: AuditFilters; total: number }) {
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async () => {
    const controller = new AbortController();
    running.current = controller;
    setFailure(null);
    setProgress({ done: 0, total: Math.min(total, exportAtMost) });
    try {
      announce(`Exported ${counted(await exportCsv(filters, setProgress, controller.signal), 'entry', 'entries')}.`);
    } catch (error) {
      if (!controller.signal.aborted) setFailure(toProblem(error).message);
    } finally {
      setProgress(null);
    }
  };

  if (progress) {
    const { done, total: all } = progress;
    return (
      <div className="flex w-full items-center gap-3 sm:w-72">
        <Progress aria-label="Export" value={done} max={all} text={`${count(done)} of ${count(all)}`} />
        <Button size="sm" onClick={() => running.current?.abort()}>
          Stop
        </Button>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      {failure && (
        <span role="alert" className="text-sm text-bad">
          The export failed: {failure}
        </span>
      )}
      <Button disabled={total === 0} onClick={() => void start()}>
        <Download aria-hidden />
        {total > exportAtMost ? `Export the newest ${count(exportAtMost)} as CSV` : 'Export CSV'}
      </Button>
    </div>
  );
}
