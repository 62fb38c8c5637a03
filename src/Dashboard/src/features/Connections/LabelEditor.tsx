import { Pencil } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { Connection } from '@/shared/queries';
import { loginName } from '@/shared/texts';
import { Button } from '@/ui/button';
import { TextInput } from '@/ui/text-input';
import { rename } from './queries';

const longest = 100;

/** A login's name with a pencil; the pencil turns it into a field. Enter and leaving the field save, Escape does not. */
export function LabelEditor({ connection, children }: { connection: Connection; children: ReactNode }) {
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const name = loginName(connection);

  const close = (text: string | null, returnFocus: boolean) => {
    setEditing(false);
    if (returnFocus) requestAnimationFrame(() => pencil.current?.focus());
    const label = text === null ? connection.label : text.trim() || null;
    if (label !== connection.label) void rename(connection, label);
  };

  return isEditing ? (
    <LabelField label={connection.label} name={name} onClose={close} />
  ) : (
    <span className="flex min-w-0 items-center gap-1">
      {children}
      <Button
        ref={pencil}
        variant="ghost"
        size="icon-sm"
        aria-label={`Rename ${name}`}
        onClick={() => setEditing(true)}
      >
        <Pencil aria-hidden className="size-3.5" />
      </Button>
    </span>
  );
}

function LabelField({
  label,
  name,
  onClose,
}: {
  label: string | null;
  name: string;
  onClose: (text: string | null, returnFocus: boolean) => void;
}) {
  const [text, setText] = useState(label ?? '');
  // Enter and Escape end the edit; the blur that follows them must not end it again.
  const isOver = useRef(false);
  const close = (result: string | null, returnFocus: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    onClose(result, returnFocus);
  };
  return (
    <TextInput
      aria-label={`Name of ${name}`}
      className="max-w-80 font-normal"
      placeholder={name}
      maxLength={longest}
      value={text}
      autoComplete="off"
      ref={(element: HTMLInputElement | null) => {
        if (element && !isOver.current && document.activeElement !== element) element.select();
      }}
      onValueChange={setText}
      onBlur={() => close(text, false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') close(text, true);
        if (event.key === 'Escape') close(null, true);
      }}
    />
  );
}
