import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual';
import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useMedia } from '@/shared/useMedia';
import { Line } from './Line';
import { moveOf, typeAhead } from './keys';
import { accountOf, type Row } from './tree';

const typeAheadRest = 600;

/** A tree of any size: only the lines near the screen are in the page. One line holds the tab stop, and the keys move it. */
export function Tree({ rows, term, onToggle }: { rows: readonly Row[]; term: string; onToggle: (row: Row) => void }) {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const isWide = useMedia('(min-width: 768px)');
  const height = isWide ? 44 : 60;
  const active = Math.max(
    0,
    rows.findIndex((row) => row.branch.key === activeKey),
  );
  const tree = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (tree.current) setTop(tree.current.getBoundingClientRect().top + scrollY);
  }, []);

  // The compiler that this rule speaks for is not in use.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: top,
    scrollPaddingStart: 96,
    scrollPaddingEnd: 24,
    getItemKey: (index) => rows[index]?.branch.key ?? index,
    // The focused line stays in the page, however far the user scrolls.
    rangeExtractor: useCallback(
      (range: Range) => [...new Set([...defaultRangeExtractor(range), active])].toSorted((a, b) => a - b),
      [active],
    ),
  });
  useEffect(() => virtual.measure(), [virtual, height]);

  const shouldFocus = useRef(false);
  useEffect(() => {
    if (!shouldFocus.current) return;
    shouldFocus.current = false;
    tree.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true });
  });
  const focus = (index: number) => {
    shouldFocus.current = true;
    setActiveKey(rows[index]?.branch.key ?? null);
    virtual.scrollToIndex(index);
  };

  const onKeyDown = useTreeKeys(rows, active, focus, onToggle);
  return (
    // The lines take the focus; the tree itself only hears their keys.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={tree}
      role="tree"
      aria-label="Manager accounts, accounts, profiles and DSP advertisers"
      onKeyDown={onKeyDown}
      className="relative overflow-hidden rounded-lg border bg-card"
      style={{ height: virtual.getTotalSize() + 2 }}
    >
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const row = rows[index];
        if (!row) return null;
        return (
          <div
            key={key}
            data-index={index}
            role="treeitem"
            aria-level={row.level}
            aria-posinset={row.position}
            aria-setsize={row.setSize}
            aria-expanded={row.branch.children.length > 0 ? row.isOpen : undefined}
            aria-selected={index === active}
            tabIndex={index === active ? 0 : -1}
            onFocus={() => setActiveKey(row.branch.key)}
            className="absolute inset-x-0 top-0 flex items-center gap-2 border-b pe-4 outline-offset-[-2px]! hover:bg-muted/50"
            style={{
              height,
              transform: `translateY(${start - top}px)`,
              paddingInlineStart: 8 + (row.level - 1) * (isWide ? 24 : 14),
            }}
          >
            <Line
              {...{ row, term, isWide }}
              account={accountOf(rows, row)}
              isActive={index === active}
              onToggle={() => onToggle(row)}
            />
          </div>
        );
      })}
    </div>
  );
}

function useTreeKeys(
  rows: readonly Row[],
  active: number,
  focus: (index: number) => void,
  onToggle: (row: Row) => void,
) {
  const router = useRouter();
  const typed = useRef({ text: '', at: 0 });
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnLine = event.target instanceof HTMLElement && event.target.role === 'treeitem';
    const row = rows[active];
    if (!row) return;
    if (event.key === 'Enter' || event.key === ' ') {
      // Links and buttons of a line keep these keys for themselves.
      if (!isOnLine) return;
      event.preventDefault();
      const account = accountOf(rows, row);
      if (event.key === 'Enter' && account) void router.navigate({ to: '/accounts/$id', params: { id: account } });
      else if (row.branch.children.length > 0) onToggle(row);
      return;
    }
    const move = moveOf(event.key, rows, active);
    if (move) {
      event.preventDefault();
      if ('focus' in move) focus(move.focus);
      else if (rows[move.toggle]) onToggle(row);
      return;
    }
    if (!/^[\p{L}\p{N}]$/u.test(event.key)) return;
    event.preventDefault();
    const isContinued = event.timeStamp - typed.current.at < typeAheadRest;
    typed.current = { text: (isContinued ? typed.current.text : '') + event.key, at: event.timeStamp };
    const next = typeAhead(typed.current.text, rows, active);
    if (next !== null) focus(next);
  };
}
