import { Link } from '@tanstack/react-router';
import { cn } from '@/ui/cn';
import { Tooltip } from '@/ui/tooltip';
import { navigation } from './pages';

/** The pages. From 768 to 1023 px only icons; below, it is in a drawer. */
export function Rail({
  needsAttention,
  isDrawer = false,
  onNavigate,
}: {
  needsAttention: (to: string) => number;
  isDrawer?: boolean;
  onNavigate?: () => void;
}) {
  const label = isDrawer ? '' : 'max-lg:sr-only';
  return (
    <nav aria-label="Pages" className="flex flex-col gap-0.5 p-2">
      {navigation.map(({ to, label: name, icon: Icon, key }) => {
        const problems = needsAttention(to);
        const link = (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            onClick={onNavigate}
            className="flex h-9 items-center gap-2.5 rounded-md px-2.5 text-muted-foreground hover:bg-muted hover:text-foreground coarse:h-11"
            activeProps={{ className: 'bg-accent! font-medium text-accent-foreground!' }}
          >
            <Icon aria-hidden size={16} className="shrink-0" />
            <span className={cn('grow', label)}>{name}</span>
            {problems > 0 && (
              <span className={cn('rounded-full bg-bad-back px-1.5 text-xs font-medium text-bad', label)}>
                {problems}
                <span className="sr-only"> {problems === 1 ? 'problem' : 'problems'}</span>
              </span>
            )}
          </Link>
        );
        return isDrawer ? (
          link
        ) : (
          <Tooltip key={to} side="right" text={`${name} (g ${key})`}>
            {link}
          </Tooltip>
        );
      })}
    </nav>
  );
}
