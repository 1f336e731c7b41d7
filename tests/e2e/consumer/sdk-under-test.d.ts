// Both packages export the same things; the bundler decides which one this is.
declare module 'sdk-under-test' {
  export { default, posthog } from 'posthog-js'
}
