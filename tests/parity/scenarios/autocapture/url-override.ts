import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('get_current_url decides for the lists', {
  page: { config: { autocapture: { url_allowlist: ['right'] }, get_current_url: () => (window as any).asked ?? 'https://x.example/right' }, html: `<button id="a">a</button>` },
  steps: [wait('1s'), click('#a'), () => { (window as any).asked = 'wrong' }, click('#a'), () => { (window as any).asked = 7 }, click('#a'), wait('4s')],
})
