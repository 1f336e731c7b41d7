import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what is no measurement is dropped', {
  page: { config: {} },
  steps: [
    wait('1s'),
    () => {
      const { metrics } = posthog as any
      const cyclic: any = {}
      cyclic.self = cyclic
      metrics.count()
      metrics.count('')
      metrics.count(5)
      metrics.count('nan', NaN)
      metrics.count('infinite', Infinity)
      metrics.count('text', '5')
      metrics.count('down', -1)
      metrics.count('null', null)
      metrics.gauge('nothing')
      metrics.histogram('nothing')
      metrics.count('big', 1, { attributes: { value: 5n } })
      metrics.count('cyclic', 1, { attributes: { cyclic } })
      metrics.count('null options', 1, null)
      metrics.count('null attributes', 1, { attributes: null, unit: null })
      metrics.count('empty unit', 1, { unit: '' })
      metrics.count('kinds', 1, { attributes: { a: null, b: undefined, c: true, d: 1.5, e: 'x', f: { g: [1] }, '': 'no key' } })
      metrics.count('text for attributes', 1, { attributes: 'abc' })
      metrics.count('zero', 0)
      metrics.gauge('negative zero', -0)
      metrics.gauge('huge', 1e300)
      metrics.gauge('kinds', 2)
      metrics.histogram('kinds', 2)
      metrics.count('sum', 0.1)
      metrics.count('sum', 0.2)
    },
    wait('61s'),
  ],
})
