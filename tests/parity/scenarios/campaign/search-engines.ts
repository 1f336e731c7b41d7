import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('words people searched for', {
  steps: [
    open('/', { referrer: 'https://www.google.com/search?q=shop+example' }),
    wait('4s'),
    open('/bing', { referrer: 'https://www.bing.com/search?q=rust' }),
    wait('4s'),
    open('/yahoo', { referrer: 'https://search.yahoo.com/search?p=wasm' }),
    wait('4s'),
    open('/duck', { referrer: 'https://duckduckgo.com/?q=prickle' }),
    wait('4s'),
  ],
})
