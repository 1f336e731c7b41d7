// Starts the core, once for all instances: on the same tick where the browser allows it, so that getters answer as soon as `init` returns;
// asynchronously where it compiles only so; as plain JavaScript, which is fetched then, where there is no WebAssembly; not at all while rendering on a
// server.

import init, { Core, initSync, onTrap, Page } from '#core'

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
    tasks.forEach((task) => task(state === 'ready'))
}

// A failed start is not tried again on this page: neither the bytes nor the browser's answer will change.
function later(module: Promise<WebAssembly.Module>): void {
    state = 'starting'
    module
        .then((module) => init({ module_or_path: (compiled = module) }))
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

// ---- the core traps: then nothing of it is entered any more, and a fresh one takes over, once

let compiled: WebAssembly.Module
/** Makes a fresh one; where it is plain JavaScript, by the way that led to it. Not on this tick, as frames of the old one may still be there. */
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
    if (state === 'idle' && typeof window !== 'undefined' && typeof document !== 'undefined') {
        let from: ReturnType<Source> | undefined
        try {
            from = source()
            if (!(from instanceof Promise)) {
                initSync({ module: (compiled = new WebAssembly.Module(from)) })
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
