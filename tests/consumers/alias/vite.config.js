// Puts prickle in the place of posthog-js, without a change in the app.
import { defineConfig } from 'vite'

export default defineConfig({
  resolve: { alias: { 'posthog-js': 'prickle' } },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
})
