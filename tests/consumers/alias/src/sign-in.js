// Another file of the app: it gets the same instance.
import { posthog } from 'posthog-js'

export function signIn() {
  posthog.identify('user-1')
  posthog.capture('signed_in')
}
