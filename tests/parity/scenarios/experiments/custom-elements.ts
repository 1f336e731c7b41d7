import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('elements of the page\'s own, and comments', {
  page: { config: UNDER, html: '<div id="a">.</div>' },
  steps: [
    ...experiments([experiment([{ selector: '#a', html: '<x-mine>in<b>side</b></x-mine><!-- note --><p is="x-p">p</p><slot name="s"></slot><dialog open>d</dialog>' }])]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
