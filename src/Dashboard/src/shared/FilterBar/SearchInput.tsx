import { Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useShortcut } from '@/shared/shortcuts';
import { TextInput } from '@/ui/text-input';
import { Kbd } from '@/ui/kbd';
import type { SearchFilter } from './types';

const settleAfter = 250;

/** Keeps what is typed to itself until the typing pauses. `/` focuses it, Escape empties it. */
export function SearchInput({ label, value, onChange }: SearchFilter) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const [sent, setSent] = useState(value);
  useShortcut('/', 'Search', () => input.current?.focus());

  // The value changed elsewhere, for example by the back button; what this control sent itself must not overwrite what was typed since.
  if (value !== known) {
    setKnown(value);
    if (value !== sent) {
      setSent(value);
      setText(value);
    }
  }

  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  const typed = text.trim();
  useEffect(() => {
    if (typed === sent) return;
    const timer = setTimeout(() => {
      setSent(typed);
      change.current(typed);
    }, settleAfter);
    return () => clearTimeout(timer);
  }, [typed, sent]);

  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (text) setText('');
    else event.currentTarget.blur();
  };
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onValueChange={setText}
      onKeyDown={keys}
      maxLength={200}
      autoComplete="off"
      before={<Search aria-hidden />}
      after={text ? undefined : <Kbd className="coarse:hidden">/</Kbd>}
      className="[&::-webkit-search-cancel-button]:hidden"
    />
  );
}
