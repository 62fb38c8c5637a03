import react from '@vitejs/plugin-react';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const api = 'http://localhost:8000';

/** Fills the page's configuration for `npm run dev` as the API does for a built dashboard. */
const developmentConfiguration: Plugin = {
  name: 'development-configuration',
  apply: 'serve',
  transformIndexHtml: (html) =>
    html.replace(
      'content="{}"',
      `content='${JSON.stringify({ base: '/', issuer: 'http://localhost:8100/clerk', publishable_key: null, development: true, features: ['registration'] })}'`,
    ),
};

export default defineConfig(({ command }) => ({
  // Assets have one address wherever the pages are served; in development Vite serves both.
  base: command === 'build' ? '/app/' : '/',
  resolve: { tsconfigPaths: true },
  plugins: [react(), tailwindcss(), developmentConfiguration],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      output: {
        // What every page needs is two files: the packages, which browsers keep over releases of the dashboard, and its own code.
        codeSplitting: {
          groups: [
            { name: 'packages', tags: ['$initial'], test: /node_modules/ },
            { name: 'frame', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(['/api', '/health', '/docs', '/openapi'].map((path) => [path, api])),
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
}));
