import { scenario, wait } from '../../support/scenario.ts'

export default scenario('long texts are cut', {
  page: { config: { properties_string_max_length: 10 } },
  steps: [
    wait('1s'),
    () => posthog.capture('a name that is rather long', { long: '0123456789abcdef', list: ['0123456789abcdef'], deep: { x: '😀😀😀😀😀😀😀' }, 'a key that is long': 1 }),
    wait('4s'),
  ],
})
