// A page for each way to the React bindings. PostHog's package from npm is on prickle by an alias.
import { defineConfig } from 'vite'

export default defineConfig({
  resolve: { alias: { 'posthog-js': 'prickle' } },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: {
    // Tests are proven with posthog-js under the same pages, which is bigger.
    chunkSizeWarningLimit: 1000,
    rollupOptions: { input: ['index.html', 'client.html', 'published.html', 'slim.html'] },
  },
})
