import { Field } from '@base-ui/react/field';
import { ChevronsUpDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { control } from './control';
import './select.css';

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends Omit<
  ComponentProps<'select'>,
  'value' | 'defaultValue' | 'multiple' | 'size' | 'onChange'
> {
  options: readonly SelectOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  /** The first, empty choice; with `required` it cannot be sent. */
  placeholder?: string;
  size?: 'default' | 'sm';
}

/** A native select: part of its form, at home on phones, and free of script. Use Combobox to search or to pick several. */
export function Select({
  options,
  value,
  defaultValue,
  onValueChange,
  placeholder,
  size = 'default',
  className,
  ...props
}: SelectProps) {
  return (
    <span data-slot="select-group" className={cn('relative inline-flex min-w-0', className ?? 'w-full')}>
      <Field.Control
        data-slot="select"
        value={value}
        defaultValue={
          value === undefined ? (defaultValue ?? (placeholder === undefined ? options[0]?.value : '')) : undefined
        }
        onValueChange={onValueChange}
        className={cn(control, 'appearance-none pe-8', size === 'sm' ? 'h-7 text-sm' : 'h-8')}
        render={
          <select {...props}>
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
        }
      />
      <ChevronsUpDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-3.5 text-muted-foreground"
      />
    </span>
  );
}
