import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('without person profiles', {
  page: { config: { ...ON, person_profiles: 'never' } },
  steps: [
    ...loads(),
    open('/?utm_source=news'),
    wait('1s'),
    () => posthog.group('company', 'acme', { name: 'Acme' }),
    wait('1s'),
    () => posthog.identify('user-1'),
    wait('1s'),
  ],
})
