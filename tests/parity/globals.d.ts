// What functions of a scenario see in their page.

/** The SDK that plays, under its usual name. */
declare const posthog: any

/** Writes something down, in order; it is compared. */
declare function note(...what: unknown[]): void
