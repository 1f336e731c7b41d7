// What prickle's interface has beyond posthog-js's: an option of `init`, and flags that are waited for.
import prickle, { type InitOptions } from 'posthog-js'

const options: InitOptions = { api_host: 'https://eu.i.posthog.com', bootstrap_element: 'flags' }
prickle.init('phc_token', options)

export const ready: Promise<boolean> = prickle.featureFlags.ready(500)

// @ts-expect-error an element is named by its id
prickle.init('phc_token', { bootstrap_element: 7 })
