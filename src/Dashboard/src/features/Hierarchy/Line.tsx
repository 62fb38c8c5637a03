import { Link } from '@tanstack/react-router';
import { ChevronRight, TriangleAlert } from 'lucide-react';
import { CopyId } from '@/shared/CopyId';
import { Country } from '@/shared/Country';
import { statusOf } from '@/shared/statuses';
import { count, regionName } from '@/shared/texts';
import { Badge, signs } from '@/ui/badge';
import { Marked } from './Marked';
import { kinds } from './kinds';
import { nameOf, type HierarchyNode, type Row } from './tree';

export interface LineProps {
  row: Row;
  term: string;
  /** The stored account behind the line. */
  account: string | null;
  /** Whether the line holds the tree's one tab stop. */
  isActive: boolean;
  isWide: boolean;
  onToggle: () => void;
}

/** What a line of the tree shows: one row, or two where there is little room. */
export function Line({ row, term, account, isActive, isWide, onToggle }: LineProps) {
  const { node, children } = row.branch;
  const { icon: Icon, label } = kinds[node.kind];
  const tabIndex = isActive ? 0 : -1;
  const marked = row.isHit ? term : '';
  const name = <Marked text={nameOf(node)} term={marked} />;
  const facts = (
    <>
      <span className="shrink-0">{node.type === 'agency' ? 'Agency profile' : label}</span>
      {node.country_code ? (
        <Country code={node.country_code} />
      ) : (
        node.region && <span className="shrink-0">{isWide ? regionName[node.region] : node.region}</span>
      )}
    </>
  );
  return (
    <>
      {children.length > 0 ? (
        <button
          type="button"
          // The arrow keys of the tree do the same.
          tabIndex={-1}
          aria-hidden
          onClick={onToggle}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-md hover:bg-muted coarse:size-9"
        >
          <ChevronRight size={14} className={row.isOpen ? 'rotate-90' : ''} />
        </button>
      ) : (
        <span className="w-6 shrink-0 coarse:w-9" />
      )}
      <Icon aria-hidden size={16} className="shrink-0 text-muted-foreground" />
      <span className="flex min-w-0 grow flex-col md:flex-row md:items-center md:gap-3">
        <span className="flex min-w-0 items-center gap-2">
          {account ? (
            <Link
              to="/accounts/$id"
              params={{ id: account }}
              tabIndex={tabIndex}
              className="truncate font-medium underline-offset-4 hover:underline"
            >
              {name}
            </Link>
          ) : (
            <span className="truncate font-medium">{name}</span>
          )}
          {children.length > 0 && (
            <span className="shrink-0 text-sm text-muted-foreground tabular-nums">
              {count(children.length)}
              <span className="sr-only"> below</span>
            </span>
          )}
        </span>
        <span className="flex min-w-0 items-center gap-x-3 text-sm text-muted-foreground md:ml-auto">
          {!isWide && facts}
          {!node.children_complete && <Incomplete short={!isWide} />}
          <CopyId id={node.id} label={`id of ${nameOf(node)}`} tabIndex={tabIndex} />
        </span>
      </span>
      {isWide && (
        <span className="flex w-64 shrink-0 items-center justify-between gap-3 text-sm text-muted-foreground">
          {facts}
        </span>
      )}
      {isWide ? (
        <span className="flex w-28 shrink-0 justify-end">{node.status && <State status={node.status} />}</span>
      ) : (
        node.status && node.status !== 'active' && <State status={node.status} />
      )}
    </>
  );
}

function State({ status }: { status: NonNullable<HierarchyNode['status']> }) {
  const { label, tone, icon } = statusOf({ account_status: status, api_status: null, metadata: {} });
  return (
    <Badge tone={tone} icon={icon === 'running' ? null : signs[icon]}>
      {label}
    </Badge>
  );
}

function Incomplete({ short }: { short: boolean }) {
  return (
    <Badge tone="warn" icon={TriangleAlert} title="Amazon lists a limited number of links per manager; more may exist.">
      {short ? 'Incomplete' : 'Not all children could be read'}
    </Badge>
  );
}
