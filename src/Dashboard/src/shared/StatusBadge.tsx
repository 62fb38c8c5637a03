import { Spinner } from '@/ui/spinner';
import { Badge, signs } from '@/ui/badge';
import { Tooltip } from '@/ui/tooltip';
import type { Status } from './statuses';

/** Icon, label and colour, never colour alone. The tooltip says what the status means. */
export function StatusBadge({ status }: { status: Status }) {
  return (
    <Tooltip text={status.text}>
      {status.icon === 'running' ? (
        <Badge tone={status.tone} icon={null} tabIndex={0}>
          <span className="inline-flex items-center gap-1.5">
            <Spinner className="size-3!" />
            {status.label}
          </span>
        </Badge>
      ) : (
        <Badge tone={status.tone} icon={signs[status.icon]} tabIndex={0}>
          {status.label}
        </Badge>
      )}
    </Tooltip>
  );
}
