// Puts the core together from its parts. What they are and why there are parts at all: xtask/src/build/split.rs.
// Written for few bytes: it saves ten times what it takes.

/** By opcode: how many numbers follow (0 to 2), or for loads and stores the natural alignment plus 4. */
const FOLLOW = '001110000000110012000000000000001111100067674455445566676745456' + '1111'

type Reader = () => number

/** `byte` tells the byte of a code unit, `size` is the module's. */
export function unsplit(parts: string[], byte: (unit: number) => number, size: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(size)
    let at = 0
    let address = 0
    let align: number | undefined
    let op: number
    let next: number
    // At its end a reader gives NaN, which is neither more nor less than any number.
    const readers: Reader[] = parts.map((text) => {
        let i = 0
        return () => byte(text.charCodeAt(i++))
    })
    const reader = () => readers.shift() as Reader
    const byKey: Record<number, Reader> = {}
    const all = (from: Reader) => {
        for (let b; (b = from()) >= 0; ) out[at++] = b
    }
    /** Copies a number, of which it gives the value. */
    const copy = (from: Reader) => {
        let value = 0
        let shift = 0
        let b
        do {
            out[at++] = b = from()
            value |= (b & 127) << shift
            shift += 7
        } while (b > 127)
        return value
    }
    const put = (value: number, most: number) => {
        for (; value > most; value >>= 7) out[at++] = value | 128
        out[at++] = value
    }
    all(reader())
    const tail = reader()
    const opcodes = reader()
    const locals = reader()
    for (next = opcodes(); next >= 0; ) {
        const start = at
        let depth = 1
        for (let n = copy(locals) * 2; n--; ) copy(locals)
        while (depth) {
            op = next
            next = opcodes()
            if (op > 6 && op < 10) {
                align = op - 7
                continue
            }
            if (op === 37 || op === 38) {
                align = 2
                op = op === 37 ? 41 : 55
            }
            const follow = +(FOLLOW[op] || 0)
            let n = follow
            out[at++] = op === 6 ? 65 : op
            if (op > 1 && op < 5) depth++
            if (op === 11) depth--
            if (op === 252) {
                out[at++] = op = next
                next = opcodes()
                n = op < 8 ? 0 : 2 - (op & 1)
                op = 252
            }
            if (n || op === 6 || op === 14 || op === 67 || op === 68) {
                const key = n > 3 ? (op > 53 ? 54 : 40) : op < 32 || op > 66 ? op : op < 65 ? op + next * 256 : next * 256
                const from = (byKey[key] ||= reader())
                if (n > 3) {
                    out[at++] = align ?? n - 4
                    align = undefined
                    n = 1
                }
                if (op === 6) {
                    const here = at
                    const zigzag = copy(from)
                    at = here
                    put((address += (zigzag >> 1) ^ -(zigzag & 1)), 63)
                } else if (op > 66 && op < 69) {
                    for (n = (op - 66) * 4; n--; ) out[at++] = from()
                } else {
                    if (op === 14) n = copy(from) + 1
                    while (n--) copy(from)
                }
            }
        }
        const length = at - start
        out.copyWithin(start + (length > 16383 ? 3 : length > 127 ? 2 : 1), start, at)
        at = start
        put(length, 127)
        at += length
    }
    all(tail)
    return out
}
