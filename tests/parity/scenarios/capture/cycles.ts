import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the same object twice, and one inside itself', {
  steps: [
    wait('1s'),
    () => {
      const shared = { a: 1 }
      const round: any = { name: 'round' }
      round.self = round
      posthog.capture('cycles', { x: shared, y: shared, z: [shared, shared], round })
    },
    wait('4s'),
  ],
})
