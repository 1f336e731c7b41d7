import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('addresses by each way of matching', {
  page: {
    config: UNDER,
    html: '<i id="contains">.</i><i id="contains-not">.</i><i id="regex">.</i><i id="regex-not">.</i><i id="regex-broken">.</i><i id="exact">.</i><i id="is-not">.</i><i id="default">.</i><i id="empty">.</i>',
  },
  steps: [
    ...experiments(
      [
        ['contains', { url: 'PRICING', urlMatchType: 'icontains' }],
        ['contains-not', { url: 'pricing', urlMatchType: 'not_icontains' }],
        ['regex', { url: '/pric.*\\?a=[0-9]', urlMatchType: 'regex' }],
        ['regex-not', { url: '^x', urlMatchType: 'not_regex' }],
        ['regex-broken', { url: '(', urlMatchType: 'regex' }],
        ['exact', { url: 'https://www.shop.example/pricing?a=1#b', urlMatchType: 'exact' }],
        ['is-not', { url: 'https://www.shop.example/pricing', urlMatchType: 'is_not' }],
        ['default', { url: '/Pricing' }],
        ['empty', { url: '' }],
      ].map(([id, conditions], i) => ({ ...experiment([{ selector: `#${String(id)}`, html: 'fits' }], conditions), id: i })),
    ),
    open('/pricing?a=1#b'),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
