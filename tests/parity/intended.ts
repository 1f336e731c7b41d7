// Where prickle behaves unlike posthog-js on purpose. Every entry says why, and who gains by it; an entry that no scenario shows any more is an
// error of the run. README tells users the same under “What differs on purpose”.

export interface Intended {
  name: string
  /** Fits the place of the difference, see `Difference.at`. */
  at: RegExp
  /** Fits the scenario's name; all, unless told. */
  scenarios?: RegExp
  /** Fit the two values as JSON. */
  theirs?: RegExp
  ours?: RegExp
  why: string
  gains: string
}

export const INTENDED: Intended[] = []
