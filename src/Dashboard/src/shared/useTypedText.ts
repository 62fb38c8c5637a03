import { useEffect, useRef, useState } from 'react';

const settleAfter = 250;

/** A text that follows each key at once and is committed when the typing rests. A value that changes elsewhere replaces it. */
export function useTypedText(value: string, commit: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const [sent, setSent] = useState(value);
  if (value !== known) {
    setKnown(value);
    // An own commit arrives while more has been typed: the text stays.
    if (value !== sent) {
      setSent(value);
      setTyped(value);
    }
  }

  const latest = useRef(commit);
  useEffect(() => {
    latest.current = commit;
  });
  useEffect(() => {
    const text = typed.trim();
    if (text === sent) return;
    const timer = setTimeout(() => {
      setSent(text);
      latest.current(text);
    }, settleAfter);
    return () => clearTimeout(timer);
  }, [typed, sent]);
  return [typed, setTyped];
}
