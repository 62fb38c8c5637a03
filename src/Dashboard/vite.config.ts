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
        // What changes only with a package: browsers keep it over releases of the dashboard.
        codeSplitting: {
          groups: [
            {
              name: 'packages',
              test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|openapi-fetch|@tanstack[\\/](react-router|router-core|history|store|react-store|react-query|query-core))[\\/]/,
            },
            // The small parts that most pages use are one file, not twenty.
            { name: 'frame', test: /[\\/](src|lucide-react)[\\/]/, minShareCount: 8 },
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
