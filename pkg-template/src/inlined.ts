// The core's bytes, packed into the script as a text. What the text is: xtask/src/build/pack.rs.

import { SIZE, TEXT, UNPACKER } from '#bytes'

interface Unpacker {
    memory: WebAssembly.Memory
    unpack(text: number, length: number): void
}

function unpacked(unpacker: WebAssembly.Module): Uint8Array<ArrayBuffer> {
    const { memory, unpack } = new WebAssembly.Instance(unpacker).exports as unknown as Unpacker
    const length = TEXT.length
    const at = memory.grow(((length + SIZE) >> 16) + 1) << 16
    new TextEncoder().encodeInto(TEXT, new Uint8Array(memory.buffer, at))
    unpack(at, length)
    return new Uint8Array(memory.buffer, at + length, SIZE)
}

/** The bytes; or the compiled core, later, where nothing may be compiled at once. */
export function bytes(): Uint8Array<ArrayBuffer> | Promise<WebAssembly.Module> {
    const digits = UNPACKER.match(/../g) as string[]
    const unpacker = Uint8Array.from(digits, (pair) => parseInt(pair, 16))
    try {
        return unpacked(new WebAssembly.Module(unpacker))
    } catch (error) {
        if (!(error instanceof RangeError)) throw error
        return WebAssembly.compile(unpacker).then((module) => WebAssembly.compile(unpacked(module)))
    }
}
