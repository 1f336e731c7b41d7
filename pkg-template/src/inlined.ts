// The core's bytes, inlined in the script: one character of the text is one byte, which the build tells by `byte`.

import { BETWEEN, byte, LENGTH, SIZE, TEXT } from '#bytes'
import { unsplit } from './unsplit.js'

/** False when the file was decoded as something else than UTF-8 on its way, which doubles the bytes above 127. */
export const intact = (): boolean => TEXT.length === LENGTH

export const bytes = (): Uint8Array<ArrayBuffer> | undefined => (intact() ? unsplit(TEXT.split(BETWEEN), byte, SIZE) : undefined)
