import { ChevronDown, SlidersHorizontal } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useShortcut } from '@/shared/shortcuts';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { Sheet } from '@/ui/sheet';
import { FilterChips } from './FilterChips';
import { SearchInput } from './SearchInput';
import type { ExtraFilter, Facet, SearchFilter } from './types';

/** Search, facets with counts, and the filters in use as chips. On phones the facets are in a drawer. It only reports choices. */
export function FilterBar({
  search,
  facets,
  extra = [],
  onClear,
  tools,
  views,
}: {
  search: SearchFilter;
  facets: readonly Facet[];
  extra?: readonly ExtraFilter[];
  /** Removes every filter, the search included. */
  onClear: () => void;
  /** At the end of the first line: how the result is shown. */
  tools?: ReactNode;
  /** At the end of the chips: what concerns the view as a whole. */
  views?: ReactNode;
}) {
  const bar = useRef<HTMLDivElement>(null);
  useShortcut('f', 'Filters', () =>
    [...(bar.current?.querySelectorAll<HTMLElement>('[data-filters]') ?? [])]
      .find((button) => button.offsetParent !== null)
      ?.click(),
  );
  const inUse = facets.filter((facet) => facet.value.length > 0).length + extra.length;
  return (
    <div ref={bar} role="search" aria-label="Filters" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-40 grow basis-40 sm:max-w-72">
          <SearchInput {...search} />
        </div>
        <div className="flex flex-wrap gap-2 max-md:hidden">
          {facets.map((facet) => (
            <FacetButton key={facet.key} facet={facet} />
          ))}
        </div>
        <div className="md:hidden">
          <FilterDrawer facets={facets} inUse={inUse} />
        </div>
        {tools && <div className="ms-auto flex items-center gap-2">{tools}</div>}
      </div>
      <FilterChips facets={facets} extra={extra} canClear={inUse > 0 || search.value !== ''} onClear={onClear}>
        {views}
      </FilterChips>
    </div>
  );
}

function FacetButton({ facet: { label, options, value, onChange } }: { facet: Facet }) {
  return (
    <Combobox
      multiple
      label={label}
      options={options}
      value={value}
      onValueChange={onChange}
      trigger={
        <Button data-filters className={value.length > 0 ? 'border-primary' : undefined}>
          {label}
          {value.length > 0 && (
            <span className="rounded-full bg-accent px-1.5 text-xs text-accent-foreground tabular-nums">
              {value.length}
              <span className="sr-only"> chosen</span>
            </span>
          )}
          <ChevronDown aria-hidden className="size-3.5" />
        </Button>
      }
    />
  );
}

const showResults = (close: () => void) => (
  <Button variant="primary" className="w-full" onClick={close}>
    Show results
  </Button>
);

function FilterDrawer({ facets, inUse }: { facets: readonly Facet[]; inUse: number }) {
  return (
    <Sheet
      title="Filters"
      trigger={
        <Button data-filters>
          <SlidersHorizontal aria-hidden className="size-3.5" />
          Filters{inUse > 0 && ` ${inUse}`}
        </Button>
      }
      footer={showResults}
    >
      <div className="flex flex-col gap-4">
        {facets.map(({ key, label, options, value, onChange }) => (
          <Field key={key} label={label}>
            <Combobox
              multiple
              label={label}
              placeholder="Any"
              options={options}
              value={value}
              onValueChange={onChange}
            />
          </Field>
        ))}
      </div>
    </Sheet>
  );
}
