// What browsers and pages do to WebAssembly, for `app.open`.
import type { Visit } from './fixtures.ts'

/** Synchronous compilation is refused, also of what is small. */
const compileLater = (): void => {
  WebAssembly.Module = new Proxy(WebAssembly.Module, {
    construct() {
      throw new RangeError('not on the main thread')
    },
  })
}

const takeAway = (): void => {
  delete (window as { WebAssembly?: unknown }).WebAssembly
}

type Refusal = Pick<Visit, 'head' | 'prepare'>

/** Where the core is plain JavaScript. */
export const NO_WEBASSEMBLY: Record<string, Refusal> = {
  'the policy of the page forbids WebAssembly': { head: `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'unsafe-inline'">` },
  'there is no WebAssembly': { prepare: (tab) => tab.addInitScript(takeAway) },
}

export const REFUSALS: Record<string, Refusal> = {
  ...NO_WEBASSEMBLY,
  'nothing may be compiled at once': { prepare: (tab) => tab.addInitScript(compileLater) },
}
