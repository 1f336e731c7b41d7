// `import posthog from 'prickle/slim'`: the same, with the core in a file of its own that the browser compiles while it arrives. Until then
// calls wait in order.

import { watchDocument } from './dom-ready.js'
import { instances, PostHog, useLater } from './posthog.js'
import { start, useSource, whenReady } from './runtime.js'

/** A module of nothing, to ask whether modules are allowed at all. */
const EMPTY = [0, 97, 115, 109, 1, 0, 0, 0]

/** Fails at once where there is no WebAssembly, or the page's policy forbids it: then nothing is fetched that is of no use. */
function probe(): void {
    try {
        new WebAssembly.Module(Uint8Array.from(EMPTY))
    } catch (error) {
        if (!(error instanceof RangeError)) throw error
    }
}

async function compiled(from: string | URL | Response | BufferSource | WebAssembly.Module): Promise<WebAssembly.Module> {
    probe()
    if (from instanceof WebAssembly.Module) return from
    if (from instanceof ArrayBuffer || ArrayBuffer.isView(from)) return WebAssembly.compile(from as BufferSource)
    const response = from instanceof Response ? from : await fetch(from)
    if (!response.ok) throw new Error('prickle.wasm: ' + response.status)
    // Streaming needs the right content type, which not every server sends.
    const type = response.headers.get('Content-Type') ?? ''
    if (WebAssembly.compileStreaming && type.startsWith('application/wasm')) return WebAssembly.compileStreaming(response)
    return WebAssembly.compile(await response.arrayBuffer())
}

/**
 * Loads the core. Give it the address of `prickle.wasm` where your bundler puts it, its bytes, or a compiled module; without an argument it is
 * looked for beside this file. Resolves when the SDK is ready, also when it was before.
 */
export function load(from?: string | URL | Response | BufferSource | WebAssembly.Module): Promise<void> {
    useSource(() => compiled(from ?? new URL('./prickle.wasm', import.meta.url)), plain)
    return new Promise((resolve) => {
        if (start() || !whenReady(() => resolve())) resolve()
    })
}

const plain = () => import('./nowasm.js')

useSource(() => compiled(new URL('./prickle.wasm', import.meta.url)), plain)
useLater(
    () => import('./signals.js'),
    () => import('./web-experiments.js')
)

export const posthog: PostHog = (instances['posthog'] = new PostHog())
watchDocument()

export { PostHog }
export * from './constants.js'
// All of posthog-js's data types by their names; `PostHog` above is prickle's own.
export type * from '@posthog/types'
export type { InitOptions, SurveyCallback } from './posthog.js'
export default posthog
