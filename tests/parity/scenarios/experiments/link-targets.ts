import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('links that open another window', {
  page: { config: UNDER, html: '<div id="a">.</div><div id="b">.</div>' },
  steps: [
    ...experiments([
      experiment([
        {
          selector: '#a',
          html: '<a href="/1" target="_blank">1</a><a href="/2" target="_BLANK" rel="opener nofollow">2</a><a href="/3" target="_top">3</a><a href="/4" target="mine">4</a>',
        },
        {
          selector: '#b',
          html: '<form target="_blank" action="/x"><button form="other" formtarget="_blank">b</button></form><area target="_blank"><template><a href="/t" target="_blank">t</a></template>',
        },
      ]),
    ]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
