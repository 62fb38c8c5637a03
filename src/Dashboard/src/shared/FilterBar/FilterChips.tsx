import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/ui/button';
import type { ExtraFilter, Facet } from './types';

/** Each filter in use, as a button that removes it. */
export function FilterChips({
  facets,
  extra,
  canClear,
  onClear,
  children,
}: {
  facets: readonly Facet[];
  extra: readonly ExtraFilter[];
  canClear: boolean;
  onClear: () => void;
  children: ReactNode;
}) {
  const chips = facets.flatMap(({ key, options, value, onChange }) =>
    value.map((chosen) => {
      const option = options.find((candidate) => candidate.value === chosen);
      return {
        key: `${key} ${chosen}`,
        icon: option?.icon,
        label: option?.label ?? chosen,
        onRemove: () => onChange(value.filter((other) => other !== chosen)),
      };
    }),
  );
  const others = extra.map(({ label, onRemove }) => ({ key: label, icon: null, label, onRemove }));
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-2">
      {[...chips, ...others].map(({ key, ...chip }) => (
        <Chip key={key} {...chip} />
      ))}
      {canClear && (
        <Button variant="link" size="inline" onClick={onClear}>
          Clear all
        </Button>
      )}
      {children && <span className="ms-auto flex flex-wrap items-center gap-1">{children}</span>}
    </div>
  );
}

function Chip({ icon, label, onRemove }: { icon: ReactNode; label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      onClick={onRemove}
      className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full bg-accent px-2.5 text-sm text-accent-foreground hover:brightness-95 coarse:min-h-11"
    >
      <span className="sr-only">Remove filter </span>
      {icon}
      <span className="truncate">{label}</span>
      <X aria-hidden className="size-3.5 shrink-0" />
    </button>
  );
}
