import { useMatch } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useProblems } from './useProblems';

let lastPath: string | null = null;

/**
 * A page's frame: heading, actions and content. It sets the title, moves the focus to the heading after navigation,
 * and marks the document when the page's
 * data is shown.
 */
export function Page({
  title,
  heading,
  actions,
  ready = true,
  children,
}: {
  title: string;
  /** What the heading shows, if it is more than the title. */
  heading?: ReactNode;
  actions?: ReactNode;
  ready?: boolean;
  children: ReactNode;
}) {
  const { problems } = useProblems();
  const open = problems.filter((problem) => problem.counts).length;
  // The path of the page that is shown, which is behind the address while the next page loads.
  const path = useMatch({ strict: false, select: (match) => match.pathname });
  const h1 = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${open > 0 ? `(${open}) ` : ''}${title} · Accounts`;
  }, [open, title]);

  useEffect(() => {
    if (lastPath !== null && lastPath !== path) h1.current?.focus({ preventScroll: true });
    lastPath = path;
  }, [path]);

  useEffect(() => {
    if (ready) document.documentElement.dataset.ready = path;
    else delete document.documentElement.dataset.ready;
  }, [ready, path]);

  return (
    <div className="mx-auto flex w-full max-w-[1440px] flex-col gap-4 p-4 md:p-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 ref={h1} tabIndex={-1} className="min-w-0 grow text-xl font-semibold outline-none">
          {heading ?? title}
        </h1>
        {actions}
      </header>
      {children}
    </div>
  );
}
