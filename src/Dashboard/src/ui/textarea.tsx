import { Field } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { control } from './control';

/** Grows with its text up to twelve lines. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <Field.Control
      data-slot="textarea"
      render={<textarea rows={rows} {...props} />}
      className={cn(control, 'field-sizing-content max-h-64 min-h-16 py-1.5', className)}
    />
  );
}
