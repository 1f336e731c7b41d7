import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a measurement may be changed or dropped', {
  page: {
    config: {
      metrics: {
        flushIntervalMs: 2000,
        beforeSend: [
          (sample: any) => {
            note('sample', JSON.stringify(sample))
            if (sample.name === 'throws') throw new Error('no')
            return sample.name === 'dropped' ? null : { ...sample, attributes: { ...sample.attributes, by: 'hook' } }
          },
          (sample: any) => {
            if (sample.name === 'renamed') sample.name = 'another'
            if (sample.name === 'retyped') sample.type = 'summary'
            if (sample.name === 'unnamed') sample.name = ''
            return sample
          },
        ],
      },
    },
  },
  steps: [
    wait('1s'),
    () => {
      for (const name of ['kept', 'dropped', 'throws', 'renamed', 'retyped', 'unnamed']) posthog.metrics.count(name, 2, { unit: 'x', attributes: { a: 1 } })
      posthog.metrics.histogram('kept', 2, { bounds: [1, 2] })
      posthog.metrics.gauge('kept', 2)
    },
    wait('3s'),
  ],
})
