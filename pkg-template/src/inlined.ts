// The core's bytes, inlined in the script: one character of the text is one byte, which the build tells by `byte`.

import { byte, BYTES, SIZE } from '#bytes'

/** False when the file was decoded as something else than UTF-8 on its way, which doubles the bytes above 127. */
export const intact = (): boolean => BYTES.length === SIZE

export function bytes(): Uint8Array<ArrayBuffer> | undefined {
    if (!intact()) return undefined
    const out = new Uint8Array(SIZE)
    for (let i = 0; i < SIZE; i++) out[i] = byte(BYTES.charCodeAt(i))
    return out
}
