// What page functions see: the SDK under its usual name.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
declare const posthog: any
