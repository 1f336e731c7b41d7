import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a property that throws when it is read', {
  steps: [
    wait('1s'),
    () => {
      const bad = { fine: 1 }
      Object.defineProperty(bad, 'bad', {
        enumerable: true,
        get() {
          throw new Error('no')
        },
      })
      try {
        posthog.capture('getter', bad)
      } catch (error) {
        note('thrown at the page', error)
      }
    },
    wait('4s'),
  ],
})
