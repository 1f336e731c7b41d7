// Starts the WebAssembly core, once for all instances. On the same tick where the browser allows it, so that getters answer as soon as `init`
// returns; asynchronously where it refuses; not at all while rendering on a server.

import init, { Core, initSync, onTrap } from '#core'

/** @internal */
export { Core }

export type Source = () => BufferSource | Promise<WebAssembly.Module> | undefined

type State = 'idle' | 'starting' | 'ready' | 'off'

let state: State = 'idle'
let source: Source | undefined
let waiting: Array<(started: boolean) => void> = []

/** Says where the bytes come from. Nothing is started yet: importing the package has no side effect. */
export function useSource(from: Source): void {
    source = from
}

function settle(to: State): void {
    state = to
    const tasks = waiting
    waiting = []
    tasks.forEach((task) => task(state === 'ready'))
}

function off(error: unknown): void {
    console.error('[PostHog.js]', 'The core could not be started; nothing is captured on this page.', error)
    settle('off')
}

// A failed start is not tried again on this page: neither the bytes nor the browser's answer will change.
function later(module: Promise<WebAssembly.Module>): void {
    state = 'starting'
    module
        .then((module) => init({ module_or_path: (compiled = module) }))
        .then(() => settle('ready'))
        .catch(off)
}

// ---- the core traps: then nothing of it is entered any more, and a fresh one takes over, once

let compiled: WebAssembly.Module
/** Makes a fresh one. Not on this tick, as frames of the old one may still be there. */
const fresh = (): void => later(Promise.resolve(compiled))
let again = true
let living: Array<() => void> = []

/** Who has something of the present core is told when it is gone; `whenReady` says then whether another one comes. */
export function whenTrapped(task: () => void): void {
    living.push(task)
}

onTrap((error) => {
    if (again) fresh()
    else state = 'off'
    const what = again ? 'a fresh one takes over.' : 'nothing more is captured on this page.'
    again = false
    living.splice(0).forEach((task) => task())
    console.error('[PostHog.js]', 'The core failed; ' + what, error)
})

/** Is the core there? Starts it if it is not. */
export function start(): boolean {
    if (state === 'idle') {
        if (typeof window === 'undefined' || typeof document === 'undefined') return false
        if (typeof WebAssembly === 'undefined') off('WebAssembly is not available')
        else {
            try {
                const from = source && source()
                if (!from) off('no bytes')
                else if (from instanceof Promise) later(from)
                else {
                    try {
                        initSync({ module: (compiled = new WebAssembly.Module(from)) })
                        state = 'ready'
                    } catch {
                        // Older Chromium compiles and instantiates only 4 KB synchronously on the main thread.
                        later(WebAssembly.compile(from))
                    }
                }
            } catch (error) {
                off(error)
            }
        }
    }
    return (state as State) === 'ready'
}

/** Is the core still to come? Then `task` is told when it is there, or that it cannot be. */
export function whenReady(task: (started: boolean) => void): boolean {
    if (state === 'starting') waiting.push(task)
    return state === 'starting'
}
