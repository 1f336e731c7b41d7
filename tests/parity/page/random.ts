// Chance in hand. `Math.random` always says the same, so what is decided by it (samples, how long to wait before a retry) is decided alike,
// whatever else an SDK asked it before; the scenario names the number. Random bits are dice with a known seed: ids are made of them.

/** mulberry32: small, and good enough for dice. */
export function seedRandom(seed: number, chance: number): void {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }
  Math.random = () => chance
  crypto.getRandomValues = <T extends ArrayBufferView | null>(view: T): T => {
    if (view) {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
      for (let i = 0; i < bytes.length; i++) bytes[i] = next()
    }
    return view
  }
}
