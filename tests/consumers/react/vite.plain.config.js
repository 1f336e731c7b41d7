// The page that has no alias: PostHog's package brings posthog-js along, and the app hands prickle to it.
import { defineConfig } from 'vite'

export default defineConfig({
  preview: { host: '127.0.0.1' },
  build: {
    outDir: 'dist-plain',
    // With both SDKs it is a big one.
    chunkSizeWarningLimit: 1000,
    rollupOptions: { input: ['plain.html'] },
  },
})
