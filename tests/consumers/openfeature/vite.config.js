// No alias: the provider takes the client it is given and imports no posthog-js.
import { defineConfig } from 'vite'

export default defineConfig({
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
})
