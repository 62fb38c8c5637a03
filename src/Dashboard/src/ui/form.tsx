import { Form as BaseForm } from '@base-ui/react/form';
import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { cn } from './cn';
import { FieldNames } from './fieldNames';

export type FormErrors = Record<string, string | string[]>;

export interface FormProps {
  /** The server's errors by field name; those without a field stand in the summary alone. */
  errors?: FormErrors;
  onSubmit: (values: Record<string, unknown>) => void;
  children: ReactNode;
  id?: string;
  'aria-label'?: string;
  className?: string;
}

/** Sends by Ctrl or Command with Enter from any field. */
export function Form({ errors, onSubmit, children, className, ...props }: FormProps) {
  const [names] = useState(() => new Map<string, ReactNode>());
  const form = useRef<HTMLFormElement>(null);
  // Base UI focuses a field after a sending only if its owner does not clear the errors of the one before.
  useEffect(() => {
    const controls = Array.from(form.current?.elements ?? []) as HTMLInputElement[];
    controls.find(({ name }) => name && errors && Object.hasOwn(errors, name))?.focus();
  }, [errors]);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <FieldNames value={names}>
      <BaseForm
        ref={form}
        data-slot="form"
        errors={errors}
        onFormSubmit={onSubmit}
        onKeyDown={keys}
        className={cn('flex flex-col gap-4', className)}
        {...props}
      >
        {errors && (
          <FormSummary errors={errors} names={names} focus={(name) => controlOf(form.current, name)?.focus()} />
        )}
        {children}
      </BaseForm>
    </FieldNames>
  );
}

interface SummaryProps {
  errors: FormErrors;
  names: ReadonlyMap<string, ReactNode>;
  focus: (name: string) => void;
}

function FormSummary({ errors, names, focus }: SummaryProps) {
  const entries = Object.entries(errors).flatMap(([name, texts]) => [texts].flat().map((text) => ({ name, text })));
  if (entries.length === 0) return null;
  return (
    <div data-slot="form-summary" role="alert" className="flex gap-2 rounded-md bg-bad-back p-3 text-bad">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div>
        <p className="font-medium">
          {entries.length === 1 ? 'One thing needs a change.' : `${entries.length} things need a change.`}
        </p>
        <ul className="mt-1 flex flex-col">
          {entries.map(({ name, text }) => (
            <li key={name + text}>
              {names.has(name) ? (
                <button
                  type="button"
                  className="min-h-6 rounded-sm text-start underline underline-offset-2"
                  onClick={() => focus(name)}
                >
                  {names.get(name)}: {text}
                </button>
              ) : (
                text
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function controlOf(form: HTMLFormElement | null, name: string) {
  return form?.querySelector<HTMLElement>(`[name=${JSON.stringify(name)}]`);
}
