// The second file: what a page does not switch on by itself. It is loaded when an option, the server or a call asks for something of it, with a core
// of its own that knows the instance by its public methods and by the few functions that it is handed.

import init, { initSync, onTrap, Signals } from '#signals'
import { bytes } from './inlined.js'

interface Host {
    /** The first file's core is plain JavaScript. */
    plain: boolean
}

/** A module, or a function where it is plain JavaScript. */
let compiled: any
let started: Promise<void> | undefined

async function start(plain: boolean): Promise<void> {
    try {
        if (plain) throw 0
        const from = await bytes()
        compiled = from instanceof WebAssembly.Module ? from : await WebAssembly.compile(from)
        await fresh()
    } catch {
        compiled = (await import('./nowasm-signals.js')).default
        await fresh()
    }
}

async function fresh(): Promise<void> {
    if (compiled.call) initSync({ module: compiled })
    else await init({ module_or_path: compiled })
}

// Who watches, as what begins each anew. If it traps the first module does not notice; what was watched is watched again from now on, once.
const living: Array<{ begin(): void; left(): void }> = []
let again = true
let off = false

onTrap((error) => {
    const begin = again
    off = !begin
    again = false
    for (const watcher of living) watcher.left()
    console.error('[PostHog.js]', 'signals.js failed; ' + (begin ? 'it is started anew.' : 'what it does is off on this page.'), error)
    if (begin)
        started = Promise.resolve()
            .then(fresh)
            .then(() => living.forEach((watcher) => watcher.begin()))
            .catch(() => {})
})

/** Watches for an instance. `host`: what it lets this file do besides what it lets everybody do; see `_followSignals` in posthog.ts. */
export async function attach(instance: object, host: Host): Promise<{ follow(what: number): void; stop(): void; call(name: string, args: any[]): any }> {
    await (started ??= start(host.plain))
    let signals: Signals
    let page: any
    let stopped = false
    const begin = () => {
        signals = new Signals(instance, host)
        page = signals.page
        page.core = signals
    }
    begin()
    living.push({
        begin() {
            if (stopped) return
            begin()
            signals.follow()
        },
        left: () => page.left(),
    })
    return {
        follow: (what: number) => (what > 1 ? signals.told(what) : signals.follow()),
        stop() {
            stopped = true
            signals.stop()
        },
        call: (name: string, args: any[]) => (off && name === 'flushMetrics' ? args[0]() : page.call(name, args)),
    }
}
