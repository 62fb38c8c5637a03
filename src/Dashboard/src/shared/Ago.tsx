import { useQuery } from '@tanstack/react-query';
import { Tooltip } from '@/ui/tooltip';
import { useNowNear } from './clock';
import { preferences } from './queries';
import { ago, due, exact, type TimePreferences } from './times';

export function useTimePreferences(): TimePreferences {
  const { data } = useQuery(preferences);
  return data ? { timezone: data.timezone, hour12: data.time_format === '12h' } : {};
}

/** How long ago a time was, kept current. The exact time is in the tooltip, in the user's zone and in UTC. */
export function Ago({ time, never = 'never' }: { time: string | null | undefined; never?: string }) {
  return time ? <Relative time={time} describe={ago} /> : <span>{never}</span>;
}

/** When a time will be; once it has passed, `due now`. */
export function Due({ time }: { time: string }) {
  return <Relative time={time} describe={due} />;
}

function Relative({ time, describe }: { time: string; describe: typeof ago }) {
  const at = Date.parse(time);
  const now = useNowNear(at);
  return (
    <Tooltip text={<Exact at={at} />}>
      <time dateTime={time} className="whitespace-nowrap">
        {describe(at, now)}
      </time>
    </Tooltip>
  );
}

/** Formatting is slow, and a table has many times, so it waits until the tooltip opens. */
function Exact({ at }: { at: number }) {
  const { timezone, hour12 } = useTimePreferences();
  return (
    <>
      {exact(at, { timezone, hour12 })}
      <br />
      {exact(at, { timezone: 'UTC', hour12 })}
    </>
  );
}
