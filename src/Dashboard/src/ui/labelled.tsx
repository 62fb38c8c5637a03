import type { ReactNode } from 'react';

/** A small control with its name beside it; all of the line can be pressed. */
export function Labelled({
  control,
  label,
  description,
}: {
  control: ReactNode;
  label?: ReactNode;
  description?: ReactNode;
}) {
  if (!label) return control;
  return (
    <label
      data-slot="label"
      className="flex min-h-6 items-start gap-2.5 py-0.5 has-disabled:opacity-60 coarse:min-h-11 coarse:items-center"
    >
      <span className="flex h-5 items-center">{control}</span>
      <span className="min-w-0">
        <span className="block">{label}</span>
        {description && <span className="block text-sm text-muted-foreground">{description}</span>}
      </span>
    </label>
  );
}
