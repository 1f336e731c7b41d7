// The second file: what a page does not switch on by itself. It is loaded when an option, the server or a call asks for something of it, with a core
// of its own that knows the instance by its public methods and by the few functions that it is handed.

import init, { Signals } from '#signals'
import { bytes } from './inlined.js'

/** What an instance lets signals.js do besides what it lets everybody do. */
export interface Host {
    /** What the server has settled. */
    remote(): object
}

let started: Promise<void> | undefined

async function start(): Promise<void> {
    const from = await bytes()
    await init({ module_or_path: from instanceof WebAssembly.Module ? from : await WebAssembly.compile(from) })
}

/** Watches for an instance. */
export async function attach(instance: object, host: Host): Promise<object> {
    await (started ??= start())
    const signals = new Signals(instance, host)
    return {
        follow: () => signals.follow(),
        stop: () => signals.stop(),
        call: (name: string, args: any[]) => signals.page.call(name, args),
    }
}
