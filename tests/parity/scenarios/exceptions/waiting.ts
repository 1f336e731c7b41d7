import { scenario, wait } from '../../support/scenario.ts'

export default scenario('called before what reads them is there', {
  steps: [
    wait('1s'),
    () => {
      posthog.addExceptionStep('opened the cart', { at: 1 })
      const first = posthog.captureException(new TypeError('first', { cause: new Error('why') }), { where: 'cart' })
      posthog.addExceptionStep('went on')
      const others = [posthog.captureException('words'), posthog.captureException({ code: 7 }, { $exception_level: 'info' })]
      return [first, ...others]
    },
    wait('1s'),
    () => posthog.captureException(new Error('later'))?.properties.$exception_list[0].value,
    wait('4s'),
  ],
})
