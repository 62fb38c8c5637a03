import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { announce } from './announce';

/** The end of an id, which tells ids of one kind apart. The whole id can be selected and is what the button copies. */
export function CopyId({
  id,
  label = 'id',
  whole = false,
  tabIndex,
}: {
  id: string;
  label?: string;
  whole?: boolean;
  /** -1 where a composite part, such as a tree, manages the focus. */
  tabIndex?: number;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
    announce(`Copied ${label}.`);
  };
  const Icon = copied ? Check : Copy;
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-0.5 font-mono text-xs text-muted-foreground">
      <span className="truncate select-all" title={id}>
        {whole || id.length <= 12 ? id : `…${id.slice(-8)}`}
      </span>
      <button
        type="button"
        tabIndex={tabIndex}
        aria-label={`Copy ${label} ${id}`}
        onClick={() => void copy()}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-md hover:bg-muted hover:text-foreground"
      >
        <Icon aria-hidden size={12} />
      </button>
    </span>
  );
}
