import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what is said on the console', {
  page: { config: { logs: { captureConsoleLogs: true } } },
  steps: [
    wait('1s'),
    () => {
      console.log({ user: { id: 7, tags: ['a'] }, ok: true }, 'and', 5, null, undefined, [1, { x: 'y' }])
      console.warn('careful', new Error('e').message)
      console.error('x'.repeat(12000))
      console.info()
      console.debug({ big: 'y'.repeat(11000) })
    },
    wait('4s'),
    () => posthog.captureLog({ body: 'by program' }),
    () => console.log('and console'),
    () => posthog.opt_out_capturing(),
    () => console.log('not this'),
    wait('4s'),
  ],
})
