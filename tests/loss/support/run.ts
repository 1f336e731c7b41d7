// What the run is about, from the environment: `cargo xtask loss` sets it.

/** How often each accident happens to each SDK. */
export const rounds = Number(process.env.PRICKLE_ROUNDS ?? 1)

/** Only the accidents that `cargo xtask test` plays, to prickle alone. */
export const isRing = process.env.PRICKLE_LOSS_RING === '1'

/** Whether docs/loss.json and the README's table are written. */
export const isKept = process.env.PRICKLE_LOSS_KEEP === '1'

/** Of the random mix. It is chosen once, where Playwright starts, and handed on to its workers. */
export const seed = Number((process.env.PRICKLE_SEED ??= String(Date.now() % 1_000_000)))
