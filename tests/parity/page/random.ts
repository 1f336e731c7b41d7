// The same dice for both SDKs. They throw them in a different order, so ids differ all the same; what is decided by chance does not.

/** mulberry32: small, and good enough for dice. */
export function seedRandom(seed: number): void {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }
  Math.random = () => next() / 2 ** 32
  crypto.getRandomValues = <T extends ArrayBufferView | null>(view: T): T => {
    if (view) {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
      for (let i = 0; i < bytes.length; i++) bytes[i] = next()
    }
    return view
  }
}
