import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('where a campaign fits', {
  page: { config: UNDER, html: '<i id="a">.</i><i id="b">.</i><i id="c">.</i><i id="d">.</i>' },
  steps: [
    ...experiments([
      experiment([{ selector: '#a', html: 'fits' }], { utm: { utm_source: 'news', utm_campaign: 'may', utm_medium: 'mail', utm_term: 'shoes' } }),
      experiment([{ selector: '#b', html: 'fits' }], { utm: { utm_source: 'news', utm_campaign: 'june' } }),
      experiment([{ selector: '#c', html: 'fits' }], { utm: {} }),
      experiment([{ selector: '#d', html: 'fits' }], { url: '/', utm: { utm_content: 'ignored' } }),
    ]),
    open('/?utm_source=news&utm_campaign=may&utm_medium=mail&utm_term=shoes&utm_content=x'),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
