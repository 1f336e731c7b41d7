// Chance that can be repeated: the same seed, the same choices (mulberry32).
export class Random {
  constructor(private state: number) {}

  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  within(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of them, by weight. */
  oneOf<T>(weights: [T, number][]): T {
    let left = this.next() * weights.reduce((all, [, weight]) => all + weight, 0)
    for (const [what, weight] of weights) if ((left -= weight) < 0) return what
    return weights.at(-1)?.[0] as T
  }
}
