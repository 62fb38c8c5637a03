import { toProblem } from '@/api/problems';
import { csvOf } from './csv';
import { tableOf, type Entry } from './entry';
import type { AuditFilters } from './filters';
import { readPage } from './queries';

const pageSize = 100;
export const exportAtMost = 10_000;

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

/** Reads every entry that matches, at most 10,000, and gives them to the browser as a file. */
export async function exportCsv(filters: AuditFilters, show: (progress: ExportProgress) => void, signal: AbortSignal) {
  // Entries that are written meanwhile would shift the pages.
  const until = filters.to ?? new Date().toISOString();
  const all: Entry[] = [];
  for (let total = Infinity; all.length < Math.min(total, exportAtMost);) {
    const page = await patiently(() => readPage({ ...filters, to: until }, all.length, pageSize, signal), signal);
    total = page.total;
    all.push(...page.events);
    show({ done: all.length, total: Math.min(total, exportAtMost) });
    if (page.events.length === 0) break;
  }
  download(csvOf(tableOf(all)), `audit-${until.slice(0, 10)}.csv`);
  return all.length;
}

/** Waits as long as the service asks for when it limits requests. */
async function patiently<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      const { status, retryAfter } = toProblem(error);
      if (status !== 429 || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, (retryAfter ?? 1) * 1000));
      signal.throwIfAborted();
    }
  }
}

function download(text: string, name: string) {
  // The mark tells spreadsheets that the text is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
