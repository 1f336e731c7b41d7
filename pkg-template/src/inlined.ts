// The core's bytes, inlined in the script: one character of the text is one byte, which the build tells by `byte`.

import { byte, LENGTH, SIZE, TEXT } from '#bytes'
import { unsplit } from './unsplit.js'

/** False when the file was decoded as something else than UTF-8 on its way, which doubles the bytes above 127. */
export const intact = (): boolean => TEXT.length === LENGTH

export function bytes(): Uint8Array<ArrayBuffer> | undefined {
    if (!intact()) return undefined
    const parts = new Uint8Array(LENGTH)
    const starts = [0]
    let at = 0
    for (let i = 0; i < LENGTH; i++) {
        const unit = TEXT.charCodeAt(i)
        if (unit > 255) starts.push(at)
        else parts[at++] = byte(unit)
    }
    return unsplit(parts, starts, SIZE)
}
