import { useEffect } from 'react';

/** A dot in the favicon while a problem needs the user. */
export function useFavicon(hasProblem: boolean) {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (link) link.href = `${import.meta.env.BASE_URL}${hasProblem ? 'favicon-problem.svg' : 'favicon.svg'}`;
  }, [hasProblem]);
}
