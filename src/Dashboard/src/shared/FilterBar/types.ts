import type { ComboboxOption } from '@/ui/combobox';

/** A filter by values of one kind: those chosen combine with OR. */
export interface Facet {
  readonly key: string;
  readonly label: string;
  readonly options: readonly ComboboxOption[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** A filter in use that no facet offers. */
export interface ExtraFilter {
  readonly label: string;
  readonly onRemove: () => void;
}

export interface SearchFilter {
  /** What is searched: `Search name or id`. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}
