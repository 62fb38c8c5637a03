import { Ago } from './Ago';

/** The age of what a block shows. Data that the service marks as stale stands out. */
export function Age({ time, stale = false }: { time: string | number | null | undefined; stale?: boolean }) {
  const at = typeof time === 'number' ? new Date(time).toISOString() : time;
  return (
    <span
      className={stale ? 'rounded-full bg-warn-back px-2 py-0.5 text-sm text-warn' : 'text-sm text-muted-foreground'}
    >
      {stale ? 'outdated, ' : ''}as of <Ago time={at} />
    </span>
  );
}
