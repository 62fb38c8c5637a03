import { useId } from 'react';
import { RadioGroup, type RadioOption } from '@/ui/radio-group';

/** One of a few values, all of them in sight. A Field would name every radio by its own label. */
export function Choice({
  label,
  description,
  error,
  options,
  value,
  onChange,
}: {
  label: string;
  description?: string;
  error?: string;
  options: readonly RadioOption[];
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <p id={id} className="font-medium">
        {label}
      </p>
      <RadioGroup inline aria-labelledby={id} options={options} value={value} onValueChange={onChange} />
      {description && <p className="text-sm text-muted-foreground">{description}</p>}
      {error && (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
