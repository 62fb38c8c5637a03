import { useCallback, useEffect } from 'react';
import { Skeleton } from '@/ui/skeleton';
import { RowCheckbox } from './DataRow';
import { Frame } from './Frame';
import { rowAt } from './selection';
import { useRows } from './useRows';
import type { RowsProps } from './useRows';
import { useSelection } from './useSelection';

const gap = 12;
const columnsAt = { 0: 1, 640: 2, 768: 2, 1024: 3, 1280: 4 } as const;

export function CardList<Row>(props: RowsProps<Row>) {
  const { total, getPage, rowId, rowLabel, selection, renderCard, activeRow, cardHeight = 136 } = props;
  const perLine = columnsAt[props.width];
  const size = useCallback(() => cardHeight + gap, [cardHeight]);
  const { scroller, lines, items, count, range } = useRows({ ...props, size, perLine });
  const { toggle } = useSelection(props);
  useEffect(() => {
    if (activeRow !== undefined) lines.scrollToIndex(Math.floor(activeRow / perLine));
  }, [activeRow, lines, perLine]);

  const indexes = items.flatMap((line) => Array.from({ length: perLine }, (_, place) => line.index * perLine + place));
  return (
    <Frame
      caption={props.caption}
      total={props.total}
      scrollKey={props.scrollKey}
      aside={props.aside}
      className={props.className}
      {...{ scroller, range }}
      bare
    >
      <ul aria-label={props.caption} className="relative" style={{ height: lines.getTotalSize() - gap }}>
        {indexes
          .filter((index) => index < count)
          .map((index) => {
            const row = rowAt(getPage, index);
            const selected = row && selection?.has(rowId(row));
            const place = index % perLine;
            return (
              <li
                key={index}
                data-slot="data-card"
                data-index={index}
                data-selected={selected || undefined}
                data-active={index === activeRow || undefined}
                aria-posinset={index + 1}
                aria-setsize={total ?? -1}
                className="absolute top-0 overflow-hidden rounded-lg border bg-card data-active:border-primary data-selected:border-primary data-selected:bg-accent"
                style={{
                  height: cardHeight,
                  width: `calc((100% - ${(perLine - 1) * gap}px) / ${perLine})`,
                  insetInlineStart: `calc((100% + ${gap}px) / ${perLine} * ${place})`,
                  transform: `translateY(${Math.floor(index / perLine) * (cardHeight + gap)}px)`,
                }}
              >
                {row === undefined ? (
                  <WaitingCard />
                ) : (
                  renderCard?.(row, selection && <RowCheckbox label={rowLabel(row)} {...{ index, selected, toggle }} />)
                )}
              </li>
            );
          })}
      </ul>
    </Frame>
  );
}

function WaitingCard() {
  return (
    <div className="flex flex-col gap-3 p-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="w-40" />
      <Skeleton className="w-24" />
      <Skeleton className="w-32" />
    </div>
  );
}
