import { scenario, wait } from '../../support/scenario.ts'

export default scenario('histograms keep the bounds of their first measurement', {
  page: { config: {} },
  steps: [
    wait('1s'),
    () => {
      posthog.metrics.histogram('own', 3, { bounds: [1, 2.5, 10] })
      posthog.metrics.histogram('own', 30, { bounds: [1, 2.5, 10] })
      posthog.metrics.histogram('own', 2, { bounds: [5] })
      posthog.metrics.histogram('own', 2)
      posthog.metrics.histogram('usual', 2)
      posthog.metrics.histogram('usual', 2, { bounds: [1] })
      for (const bounds of [[], [2, 1], [1, 1], [NaN], 'none', null, ['1']] as any[]) posthog.metrics.histogram('wrong', 1, { bounds })
      posthog.metrics.histogram('own', 1, { bounds: [0.5], unit: 's' })
      posthog.metrics.count('own', 1, { bounds: 'ignored' } as any)
    },
    wait('61s'),
    () => posthog.metrics.histogram('own', 4, { bounds: [100, 200] }),
    wait('61s'),
  ],
})
