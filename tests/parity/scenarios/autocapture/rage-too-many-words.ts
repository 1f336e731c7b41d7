import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('a list that is too long counts for nothing', {
  page: { config: { autocapture: true, rageclick: { content_ignorelist: ['word', ...Array.from({ length: 29 }, (_, i) => 'w' + i)] } }, html: `<button id="a">word</button>` },
  steps: [wait('1s'), click('#a'), click('#a'), click('#a'), wait('4s')],
})
