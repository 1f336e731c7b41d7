// The second file: what a page does not switch on by itself. It is loaded when an option, the server or a call asks for something of it, with a core
// of its own that knows the instance by its public methods and by the few functions that it is handed.

import init, { initSync, Signals } from '#signals'
import { bytes } from './inlined.js'

interface Host {
    /** The first file's core is plain JavaScript. */
    plain: boolean
}

let started: Promise<void> | undefined

async function start(plain: boolean): Promise<void> {
    try {
        if (plain) throw 0
        const from = await bytes()
        await init({ module_or_path: from instanceof WebAssembly.Module ? from : await WebAssembly.compile(from) })
    } catch {
        initSync({ module: (await import('./nowasm-signals.js')).default as any })
    }
}

/** Watches for an instance. `host`: what it lets this file do besides what it lets everybody do; see `_followSignals` in posthog.ts. */
export async function attach(instance: object, host: Host): Promise<{ follow(what: number): void; stop(): void; call(name: string, args: any[]): any }> {
    await (started ??= start(host.plain))
    const signals = new Signals(instance, host)
    signals.page.core = signals
    return {
        follow: (what: number) => (what > 1 ? signals.told(what) : signals.follow()),
        stop: () => signals.stop(),
        call: (name: string, args: any[]) => signals.page.call(name, args),
    }
}
