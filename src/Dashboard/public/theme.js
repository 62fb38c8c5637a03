// Runs before the first paint, so that a reload shows no other theme for a moment.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('theme');
  } catch {}
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
