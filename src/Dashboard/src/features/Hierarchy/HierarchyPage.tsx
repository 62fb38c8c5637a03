import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { Page } from '@/shared/Page';
import { ProblemCard } from '@/shared/ProblemCard';
import { Age } from '@/shared/Stale';
import { StaleStrip } from '@/shared/StaleStrip';
import { useShortcut } from '@/shared/shortcuts';
import { count, counted } from '@/shared/texts';
import { useTypedText } from '@/shared/useTypedText';
import { useAnnounced } from '@/shared/useAnnounced';
import { Button } from '@/ui/button';
import { TextInput } from '@/ui/text-input';
import { Skeleton } from '@/ui/skeleton';
import { FirstRun } from './FirstRun';
import { Tree } from './Tree';
import { kinds } from './kinds';
import { hierarchy } from './queries';
import { countsOf, hitCount, rowsOf, type Branch, type HierarchyNode, type Row } from './tree';

const none: readonly Branch[] = [];

/** Who manages which account? */
export default function HierarchyPage() {
  const read = useQuery(hierarchy);
  const { data, error, refetch } = read;
  const branches = data?.branches ?? none;
  const isEmpty = data !== undefined && branches.length === 0;
  return (
    <Page
      title="Hierarchy"
      ready={Boolean(data ?? error)}
      actions={data && !isEmpty && <Age time={data.timestamp} stale={Boolean(error)} />}
    >
      {data && error && <StaleStrip query={read} />}
      {error && !data && <ProblemCard error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {isEmpty && <FirstRun />}
      {branches.length > 0 && <Explorer branches={branches} />}
    </Page>
  );
}

function Explorer({ branches }: { branches: readonly Branch[] }) {
  const { q = '', open } = useSearch({ from: '/hierarchy' });
  const navigate = useNavigate({ from: '/hierarchy' });
  // Back leaves the tree; it does not close one branch after the other.
  const change = (next: { q?: string; open?: string[] }) =>
    void navigate({ search: (now) => ({ ...now, ...next }), replace: true, resetScroll: false });
  const [typed, setTyped] = useTypedText(q, (text) => change({ q: text || undefined }));
  const term = useDeferredValue(q);
  const [closed, setClosed] = useState<{ term: string; keys: ReadonlySet<string> }>({ term: '', keys: new Set() });
  const rows = useMemo(() => {
    const keys = closed.term === term ? closed.keys : new Set<string>();
    return rowsOf(branches, { term, open: new Set(open), closed: keys });
  }, [branches, term, open, closed]);
  const hits = hitCount(rows);
  useAnnounced(term ? counted(hits, 'match', 'matches') : null);

  const toggle = ({ branch, isOpen }: Row) => {
    const ids = new Set(open);
    const keys = new Set(closed.term === term ? closed.keys : []);
    if (isOpen) {
      ids.delete(branch.node.id);
      keys.add(branch.key);
    } else {
      ids.add(branch.node.id);
      keys.delete(branch.key);
    }
    setClosed({ term, keys });
    change({ open: ids.size > 0 ? [...ids].toSorted() : undefined });
  };

  const search = useRef<HTMLInputElement>(null);
  useShortcut('/', 'Search the hierarchy', () => search.current?.focus());
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="w-full md:w-80">
          <TextInput
            ref={search}
            type="search"
            aria-label="Search names and ids"
            placeholder="Search names and ids"
            before={<Search aria-hidden />}
            value={typed}
            onValueChange={setTyped}
          />
        </div>
        <p className="text-sm text-muted-foreground">
          {term ? counted(hits, 'match', 'matches') : <Totals {...{ branches }} />}
        </p>
        {open && (
          <Button variant="link" size="inline" className="ml-auto" onClick={() => change({ open: undefined })}>
            Close all
          </Button>
        )}
      </div>
      {rows.length > 0 ? (
        <Tree rows={rows} term={term} onToggle={toggle} />
      ) : (
        <p className="rounded-lg border bg-card p-6 text-muted-foreground">
          Nothing in the hierarchy matches “{term}”.{' '}
          <Button variant="link" size="inline" onClick={() => change({ q: undefined })}>
            Clear search
          </Button>
        </p>
      )}
    </>
  );
}

function Totals({ branches }: { branches: readonly Branch[] }) {
  const counts = useMemo(() => countsOf(branches), [branches]);
  return (Object.keys(kinds) as HierarchyNode['kind'][])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => (counts[kind] === 1 ? `1 ${kinds[kind].label}` : `${count(counts[kind])} ${kinds[kind].plural}`))
    .join(' · ');
}

function Loading() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <Skeleton className="h-8 w-full md:w-80" />
      <div className="divide-y overflow-hidden rounded-lg border bg-card">
        {Array.from({ length: 12 }, (_, i) => (
          <div key={i} className="flex h-15 items-center gap-3 px-4 md:h-11">
            <Skeleton className="h-4 w-2/3 max-w-80" />
          </div>
        ))}
      </div>
    </div>
  );
}
