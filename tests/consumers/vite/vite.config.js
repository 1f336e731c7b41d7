// The app as a project of its own, with two pages.
import { defineConfig } from 'vite'

export default defineConfig({
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: { rollupOptions: { input: ['index.html', 'slim.html'] } },
})
