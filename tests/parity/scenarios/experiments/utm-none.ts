import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('conditions about a campaign where there is none', {
  page: { config: UNDER, html: '<i id="a">.</i><i id="b">.</i>' },
  steps: [
    ...experiments([experiment([{ selector: '#a', html: 'fits' }], { utm: {} }), experiment([{ selector: '#b', html: 'fits' }], { utm: { utm_medium: 'mail' } })]),
    open('/?utm_medium=mail'),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
