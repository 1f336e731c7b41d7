import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('selections that come by themselves, before and after a click', {
  page: { config: { capture_dead_clicks: true, capture_pageview: false }, html: '<p id="a">words</p><p id="b">others</p>' },
  steps: [
    wait('1s'),
    click('#a'),
    wait('50ms'),
    () => getSelection()!.selectAllChildren(document.getElementById('b')!),
    wait('5s'),
    () => void document.getElementById('a')!.click(),
    wait('500ms'),
    () => getSelection()!.selectAllChildren(document.getElementById('a')!),
    wait('5s'),
    () => getSelection()!.removeAllRanges(),
    wait('50ms'),
    () => void document.getElementById('a')!.click(),
    wait('9s'),
  ],
})
