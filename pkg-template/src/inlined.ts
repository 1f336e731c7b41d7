// The core's bytes, packed into the script as a text. What the text is: xtask/src/build/pack.rs.

import { SIZE, TEXT, UNPACKER } from '#bytes'

interface Unpacker {
    memory: WebAssembly.Memory
    unpack(text: number, length: number): void
}

export function bytes(): Uint8Array<ArrayBuffer> {
    const digits = UNPACKER.match(/../g) as string[]
    const module = new WebAssembly.Module(Uint8Array.from(digits, (pair) => parseInt(pair, 16)))
    const { memory, unpack } = new WebAssembly.Instance(module).exports as unknown as Unpacker
    const length = TEXT.length
    const at = memory.grow(((length + SIZE) >> 16) + 1) << 16
    new TextEncoder().encodeInto(TEXT, new Uint8Array(memory.buffer, at))
    unpack(at, length)
    return new Uint8Array(memory.buffer, at + length, SIZE)
}
