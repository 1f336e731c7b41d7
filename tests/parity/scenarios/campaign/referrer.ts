import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('from another site, and later from inside', {
  steps: [
    open('/', { referrer: 'https://blog.example/post?x=1' }),
    wait('1s'),
    () => posthog.identify('user-1'),
    wait('4s'),
    open('/two', { referrer: 'https://www.shop.example/' }),
    wait('4s'),
    open('/three', { referrer: 'https://other.example/' }),
    wait('4s'),
  ],
})
