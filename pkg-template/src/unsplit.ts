// Puts the core together from its parts. What they are, and why there are parts at all: xtask/src/build/split.rs.
// Written for few bytes: it saves ten times what it takes.

/** By opcode: 1 or 2 numbers follow; 3 is by hand; loads and stores have 4 plus their natural alignment; 8 and 9 are floats. */
const FOLLOW = '001110000000113012300000000000001111100067674455445566676745456111189'

type Reader = () => number

/** `byte` tells the byte of a code unit, `size` is the module's. */
export function unsplit(parts: string[], byte: (unit: number) => number, size: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(size)
    // At its end a reader gives NaN, which is neither more nor less than any number.
    const readers: Reader[] = parts.map((text) => {
        let i = 0
        return () => byte(text.charCodeAt(i++))
    })
    const reader = () => readers.shift() as Reader
    const byKey: Record<number, Reader> = {}
    let at = 0
    const copy = (from: Reader) => {
        let unit
        do out[at++] = unit = from()
        while (unit > 127)
    }
    const read = (from: Reader) => {
        let value = 0
        let shift = 0
        let unit
        do {
            value |= ((unit = from()) & 127) << shift
            shift += 7
        } while (unit > 127)
        return value
    }
    /** The last byte is at most `most`: 127, or 63 where a bit is the sign. */
    const write = (value: number, most = 127) => {
        let left = value
        for (; left > most; left >>= 7) out[at++] = left | 128
        out[at++] = left
        return value
    }
    const rest = (from: Reader) => {
        for (let unit; (unit = from()) >= 0; ) out[at++] = unit
    }
    rest(reader())
    const tail = reader()
    const opcodes = reader()
    const locals = reader()
    let address = 0
    let align = -1
    let next = opcodes()
    while (next >= 0) {
        const start = at
        let depth = 1
        for (let n = write(read(locals)) * 2; n--; ) copy(locals)
        while (depth) {
            let op = next
            next = opcodes()
            if (op > 6 && op < 10) {
                align = op - 7
                continue
            }
            if (op === 23 || op === 37) {
                op += 18
                align = 2
            }
            let follow = +(FOLLOW[op] || 0)
            if (op > 1 && op < 5) depth++
            if (op === 11) depth--
            if (op > 251) {
                out[at++] = op
                op = next
                next = opcodes()
                follow = op < 8 ? 0 : 2 - (op & 1)
            }
            out[at++] = op === 18 ? 65 : op
            if (follow) {
                const wide = follow > 5
                const key =
                    follow > 3 && follow < 8
                        ? op > 53 ? -1 - +wide : -3 - +wide
                        : op > 64 && op < 67 ? next << 8
                        : op === 32 && (next === 32 || next === 40 || next === 65) ? next | 128
                        : op
                const from = (byKey[key] ||= reader())
                if (follow > 7) for (let n = (follow - 7) * 4; n--; ) out[at++] = from()
                else if (follow > 3) {
                    out[at++] = align < 0 ? follow - 4 : align
                    align = -1
                    const offset = read(from)
                    write(wide ? (offset < 1 << 18 ? offset * 4 : offset - (1 << 18)) : offset)
                } else if (op === 18) {
                    const zigzag = read(from)
                    write((address += (zigzag >> 1) ^ -(zigzag & 1)), 63)
                } else {
                    if (op === 14) follow = write(read(from)) + 1
                    while (follow--) copy(from)
                }
            }
        }
        const length = at - start
        out.copyWithin(start + (length > 16383 ? 3 : length > 127 ? 2 : 1), start, at)
        at = start
        write(length)
        at += length
    }
    rest(tail)
    return out
}
