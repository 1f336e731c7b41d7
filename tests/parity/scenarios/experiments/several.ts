import { experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('every variant that fits', {
  page: { config: UNDER, html: '<h1>Shop</h1><p>text</p>' },
  steps: [
    ...experiments([
      {
        id: 1,
        name: 'Experiment',
        variants: {
          first: { conditions: {}, transforms: [{ selector: 'h1', html: 'first' }] },
          second: { conditions: { url: 'nowhere' }, transforms: [{ selector: 'h1', html: 'second' }] },
          third: { conditions: { url: null, utm: null }, transforms: [{ selector: 'p', html: 'third' }] },
        },
      },
      { id: 2, name: 'Other', variants: { test: { conditions: {}, transforms: [{ selector: 'h1', css: 'color: red' }] } } },
    ]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
