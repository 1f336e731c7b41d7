// Starts the core, once for all instances: on the same tick where the browser allows it, so that getters answer as soon as `init` returns;
// asynchronously where it compiles only so; as plain JavaScript, which is fetched then, where there is no WebAssembly; not at all while rendering on a
// server.

import init, { Core, initSync, Page } from '#core'

/** @internal */
export { Core, Page }

export type Source = () => BufferSource | Promise<WebAssembly.Module>

/** Fetches the core that is plain JavaScript. */
export type PlainSource = () => Promise<{ default: unknown }>

type State = 'idle' | 'starting' | 'ready' | 'off'

let state: State = 'idle'
let source: Source
let plainSource: PlainSource
let plain = false
let waiting: Array<(started: boolean) => void> = []

/** Says where the bytes come from. Nothing is started yet: importing the package has no side effect. */
export function useSource(from: Source, without: PlainSource): void {
    source = from
    plainSource = without
}

function settle(to: State): void {
    state = to
    const tasks = waiting
    waiting = []
    tasks.forEach((task) => task(to === 'ready'))
}

// A failed start is not tried again on this page: neither the bytes nor the browser's answer will change.
function later(module: Promise<WebAssembly.Module>): void {
    state = 'starting'
    module
        .then((module) => init({ module_or_path: module }))
        .catch(() => {
            plain = true
            return plainSource().then(({ default: module }) => initSync({ module: module as any }))
        })
        .then(() => settle('ready'))
        .catch((error) => {
            console.error('[PostHog.js]', 'The core could not be started; nothing is captured on this page.', error)
            settle('off')
        })
}

/** Is the core there? Starts it if it is not. */
export function start(): boolean {
    if (state === 'idle' && typeof window !== 'undefined' && typeof document !== 'undefined') {
        let from: ReturnType<Source> | undefined
        try {
            from = source()
            if (!(from instanceof Promise)) {
                initSync({ module: new WebAssembly.Module(from) })
                state = 'ready'
            }
        } catch (error) {
            // Older Chromium compiles and instantiates only 4 KB synchronously on the main thread. Every other refusal is for good: there is no
            // WebAssembly, or the page's policy forbids it.
            from = error instanceof RangeError ? WebAssembly.compile(from as BufferSource) : Promise.reject(error)
        }
        if (from instanceof Promise) later(from)
    }
    return state === 'ready'
}

/** Is the core still to come? Then `task` is told when it is there, or that it cannot be. */
export function whenReady(task: (started: boolean) => void): boolean {
    if (state === 'starting') waiting.push(task)
    return state === 'starting'
}

/** Is the core plain JavaScript? */
export const isPlain = (): boolean => plain
