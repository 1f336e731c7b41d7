// Puts the core together from its parts. What they are, and why there are parts at all: xtask/src/build/split.rs.
// Written for few bytes, of which it saves seven times its own, and with typed arrays throughout: a first visit runs it uncompiled.

/** By opcode: 1 or 2 numbers follow; 3 is by hand; loads and stores have 4 plus their natural alignment; 8 and 9 are floats. */
const FOLLOW = '001110000000113012300000000000001111100067674455445566676745456111189'

/** `parts` are one after the other, and `starts` tells where each starts; `size` is the module's. */
export function unsplit(parts: Uint8Array, starts: number[], size: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(size)
    const follows = new Uint8Array(256)
    for (let i = 0; i < FOLLOW.length; i++) follows[i] = +(FOLLOW[i] as string)
    const places = new Uint32Array(starts)
    const byKey = new Uint16Array(512)
    let used = 4
    let at = 0
    /** Copies a number. */
    const copy = (part: number) => {
        let place = places[part] as number
        let unit
        do out[at++] = unit = parts[place++] as number
        while (unit > 127)
        places[part] = place
    }
    const read = (part: number) => {
        let value = 0
        let shift = 0
        let unit
        do {
            value |= ((unit = parts[places[part]!++] as number) & 127) << shift
            shift += 7
        } while (unit > 127)
        return value
    }
    /** The last byte is at most `most`: 127, or 63 where a bit is the sign. */
    const write = (value: number, most = 127) => {
        for (; value > most; value >>= 7) out[at++] = value | 128
        out[at++] = value
    }
    const [, tail, opcodes, locals] = starts as [number, number, number, number]
    out.set(parts.subarray(0, tail))
    at = tail
    let from = opcodes
    let address = 0
    let align = -1
    let next = parts[from++] as number
    while (from <= locals) {
        const start = at
        let depth = 1
        let n = read(3)
        write(n)
        for (n *= 2; n--; ) copy(3)
        while (depth) {
            let op = next
            next = parts[from++] as number
            if (op > 6 && op < 10) {
                align = op - 7
                continue
            }
            if (op === 23 || op === 37) {
                op += 18
                align = 2
            }
            let follow = follows[op] as number
            if (op > 1 && op < 5) depth++
            if (op === 11) depth--
            if (op > 251) {
                out[at++] = op
                op = next
                next = parts[from++] as number
                follow = op < 8 ? 0 : 2 - (op & 1)
            }
            out[at++] = op === 18 ? 65 : op
            if (follow) {
                const wide = follow > 5
                let key = op
                if (follow > 3 && follow < 8) key = (op > 53 ? 124 : 126) + +wide
                else if (op > 64 && op < 67) key = next | 256
                else if (op === 32 && (next === 32 || next === 40 || next === 65)) key = next | 128
                const part = (byKey[key] ||= used++)
                if (follow > 7) for (n = (follow - 7) * 4; n--; ) out[at++] = parts[places[part]!++] as number
                else if (follow > 3) {
                    out[at++] = align < 0 ? follow - 4 : align
                    align = -1
                    const offset = read(part)
                    write(wide ? (offset < 1 << 18 ? offset * 4 : offset - (1 << 18)) : offset)
                } else if (op === 18) {
                    const zigzag = read(part)
                    write((address += (zigzag >> 1) ^ -(zigzag & 1)), 63)
                } else {
                    if (op === 14) {
                        write((follow = read(part)))
                        follow++
                    }
                    while (follow--) copy(part)
                }
            }
        }
        const length = at - start
        out.copyWithin(start + (length > 16383 ? 3 : length > 127 ? 2 : 1), start, at)
        at = start
        write(length)
        at += length
    }
    out.set(parts.subarray(tail, opcodes), at)
    return out
}
