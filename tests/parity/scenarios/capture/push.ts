import { scenario, wait } from '../../support/scenario.ts'

export default scenario('calls given to push', {
  steps: [
    wait('1s'),
    () => posthog.push(['capture', 'pushed', { n: 1 }]),
    () => posthog.push(['register', { a: 1 }]),
    () => posthog.push(['no such method', 1]),
    () => posthog.push(() => note('function')),
    () => posthog.push('text'),
    () => posthog.get_property('a'),
    wait('4s'),
  ],
})
