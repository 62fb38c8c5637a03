import { Field } from '@base-ui/react/field';
import { ChevronsUpDown } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './cn';
import { control } from './control';
import { lazyPart } from './lazyPart';
import type { TriggerProps } from './lazyPart';

export interface ComboboxOption {
  value: string;
  label: string;
  /** Found by the search as well; for example a code. */
  keywords?: string;
  /** Before the label; for example a flag. */
  icon?: ReactNode;
  /** At the end of the line; for example a count. */
  count?: ReactNode;
}

interface Shared {
  options: readonly ComboboxOption[];
  /** The name outside a Field, and of the search. */
  label: string;
  placeholder?: string;
  /** Searches elsewhere: called with each text, and `options` are shown as they come. */
  onSearch?: (text: string) => void;
  /** While a search elsewhere is under way. */
  busy?: boolean;
  /** When nothing matches. */
  empty?: ReactNode;
}

export type ComboboxChoice =
  | { multiple?: false; value: string | null; onValueChange: (value: string | null) => void }
  | { multiple: true; value: readonly string[]; onValueChange: (value: string[]) => void };

export type ComboboxListProps = Shared & ComboboxChoice;

export type ComboboxProps = ComboboxListProps &
  Omit<TriggerProps, 'trigger'> & {
    name?: string;
    disabled?: boolean;
    className?: string;
    /** Another trigger than the control, for example the chip of a filter. */
    trigger?: ReactElement;
  };

const Popup = lazyPart<ComboboxListProps>(
  () => import('./combobox-popup').then((part) => part.ComboboxPopup),
  'listbox',
);

/** One or several of a list, with search. The control renders at once; the list's code loads on intent. */
export function Combobox({ trigger, className, disabled, name, ...props }: ComboboxProps) {
  return (
    <Popup {...props} trigger={trigger ?? <ComboboxTrigger {...{ className, disabled, name, choice: props }} />} />
  );
}

interface ComboboxTriggerProps {
  choice: ComboboxListProps;
  name?: string;
  disabled?: boolean;
  className?: string;
}

const asCombobox = { type: 'button', role: 'combobox' } as const;

function ComboboxTrigger({ choice, name, disabled, className, ...props }: ComboboxTriggerProps) {
  const values = choice.multiple ? choice.value : choice.value === null ? [] : [choice.value];
  const labels = values.map((value) => choice.options.find((option) => option.value === value)?.label ?? value);
  return (
    <Field.Control
      data-slot="combobox"
      name={name}
      disabled={disabled}
      value={values.join(',')}
      aria-label={choice.label}
      className={cn(control, 'flex h-8 items-center gap-2 text-start', className)}
      render={(field) => (
        <button {...asCombobox} {...(field as object)} {...props}>
          <span className={cn('min-w-0 flex-1 truncate', labels.length === 0 && 'text-muted-foreground')}>
            {labels.length === 0 ? (choice.placeholder ?? 'Choose') : labels.join(', ')}
          </span>
          {labels.length > 1 && (
            <span className="rounded-full bg-muted px-1.5 text-xs font-medium tabular-nums">{labels.length}</span>
          )}
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
        </button>
      )}
    />
  );
}
