// Builds Burr. Two settings of ours:
// - SDK=posthog-js builds the same code on posthog-js instead of prickle, to compare the two (or SDK=<folder of a posthog-js package>);
// - COLLECTOR=http://127.0.0.1:8010 is where `npm run dev` and `npm run preview` pass on what the SDK sends.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { defineConfig } from 'vite'

const app = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }
const sdk = process.env.SDK ?? 'prickle'
const collector = process.env.COLLECTOR ?? 'http://127.0.0.1:8010'

/** The folder of the package that stands in for prickle. */
function standIn(name: string): string {
  if (existsSync(resolve(name, 'package.json'))) return resolve(name)
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  } catch {
    throw new Error(`SDK=${name}: no such package here. Try: npm install --no-save posthog-js@1.449.2`)
  }
}

// The collector's own addresses; everything else is the app's.
const proxy = Object.fromEntries(
  ['/e/', '/i/', '/s/', '/batch/', '/flags/', '/array/', '/static/', '/live', '/api/', '/_/'].map((path) => [path, collector]),
)

export default defineConfig({
  define: {
    __APP_VERSION__: JSON.stringify(app.version),
    __SDK_NAME__: JSON.stringify(sdk === 'prickle' ? 'prickle' : 'posthog-js'),
  },
  resolve: { alias: sdk === 'prickle' ? [] : [{ find: /^prickle$/, replacement: standIn(sdk) }] },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
})
