// The app twice: a page with the core inlined, a page with the core in a file of its own.
import { defineConfig } from 'vite'

export default defineConfig({
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  build: { rollupOptions: { input: ['index.html', 'slim.html'] } },
})
