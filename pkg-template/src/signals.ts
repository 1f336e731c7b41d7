// The second file: what a page does not switch on by itself. It is loaded when an option or the server asks for something of it, with a core of its
// own that knows the instance by its public methods only.

import init, { Signals } from '#signals'
import { bytes } from './inlined.js'

export type { Signals }

let started: Promise<void> | undefined

async function start(): Promise<void> {
    const from = await bytes()
    await init({ module_or_path: from instanceof WebAssembly.Module ? from : await WebAssembly.compile(from) })
}

/** Watches for an instance. `remote`: what the server has settled. */
export async function attach(instance: object, remote: () => object): Promise<Signals> {
    await (started ??= start())
    return new Signals(instance, remote)
}
