import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('clicks that woke the tab, or opened another', {
  page: { config: { capture_dead_clicks: true, capture_pageview: false }, html: '<button id="a">a</button>' },
  steps: [
    wait('1s'),
    () => void window.dispatchEvent(new Event('focus')),
    wait('900ms'),
    click('#a'),
    wait('5s'),
    click('#a'),
    wait('999ms'),
    () => void window.dispatchEvent(new Event('blur')),
    wait('5s'),
    click('#a'),
    wait('1s'),
    () => void document.dispatchEvent(new Event('visibilitychange')),
    wait('5s'),
    click('#a'),
    wait('300ms'),
    () => void document.dispatchEvent(new Event('visibilitychange')),
    wait('9s'),
  ],
})
