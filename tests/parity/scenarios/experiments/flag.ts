import { experiments, UNDER } from '../../support/experiments.ts'
import { FLAGS, flag, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the variant of a flag, and later another', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments(
      [
        {
          id: 1,
          name: 'Experiment',
          feature_flag_key: 'color',
          variants: { control: { transforms: [] }, blue: { transforms: [{ selector: 'h1', html: 'blue' }] }, red: { transforms: [{ selector: 'h1', html: 'red' }] } },
        },
      ],
      [flag('color', 'blue')],
    ),
    wait('1s'),
    () => document.body.innerHTML,
    reply(FLAGS, { body: told([flag('color', 'red')]) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => document.body.innerHTML,
    reply(FLAGS, { body: told([flag('color', 'control')]) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => document.body.innerHTML,
    wait('4s'),
  ],
})
