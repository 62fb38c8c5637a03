const reloadedKey = 'reloaded-for-new-version';

export const isMissingChunk = (error: unknown) =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script failed|preload CSS/i.test(error.message);

/** A new version removes the files of the old one: reload once, silently. If that does not help, `FailedPage` offers it. */
export function reloadOnNewVersion() {
  window.addEventListener('vite:preloadError', (event) => {
    if (sessionStorage.getItem(reloadedKey)) return;
    sessionStorage.setItem(reloadedKey, '1');
    event.preventDefault();
    location.reload();
  });
  window.addEventListener('load', () => setTimeout(() => sessionStorage.removeItem(reloadedKey), 10_000));
}
