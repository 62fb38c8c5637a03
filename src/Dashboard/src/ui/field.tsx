import { Field as BaseField } from '@base-ui/react/field';
import { CircleAlert } from 'lucide-react';
import { useContext, useEffect } from 'react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { FieldNames } from './fieldNames';

export interface FieldProps {
  /** The name in the form's values and in the errors of the server. */
  name?: string;
  label: ReactNode;
  /** Help below the control. */
  description?: ReactNode;
  /** Says "optional" beside the label; required is the rule. */
  optional?: boolean;
  /** An error from elsewhere than the form's `errors`. */
  error?: ReactNode;
  /** A rule of the page: a message, or null when the value is right. */
  validate?: (value: unknown) => string | null;
  disabled?: boolean;
  /** Input, Textarea, Select, Combobox, Checkbox, Switch or RadioGroup. */
  children: ReactNode;
  className?: string;
}

export function Field({
  name,
  label,
  description,
  optional,
  error,
  validate,
  disabled,
  children,
  className,
}: FieldProps) {
  const names = useContext(FieldNames);
  useEffect(() => {
    if (!name) return;
    names?.set(name, label);
    return () => void names?.delete(name);
  }, [names, name, label]);

  const message = 'flex items-start gap-1.5 text-sm text-bad';
  const sign = <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />;
  return (
    <BaseField.Root
      data-slot="field"
      name={name}
      disabled={disabled}
      invalid={error ? true : undefined}
      validate={validate}
      className={cn('flex min-w-0 flex-col gap-1.5', className)}
    >
      <BaseField.Label data-slot="label" className="font-medium">
        {label}
        {optional && <span className="ms-1.5 text-sm font-normal text-muted-foreground">optional</span>}
      </BaseField.Label>
      {children}
      {description && (
        <BaseField.Description className="text-sm text-muted-foreground">{description}</BaseField.Description>
      )}
      {error ? (
        <BaseField.Error match className={message}>
          {sign}
          {error}
        </BaseField.Error>
      ) : (
        <BaseField.Error
          render={(props) => (
            <div {...props} className={message}>
              {sign}
              <span>{props.children}</span>
            </div>
          )}
        />
      )}
    </BaseField.Root>
  );
}
