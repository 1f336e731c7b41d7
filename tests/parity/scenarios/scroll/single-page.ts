import { scenario, wait, wheel } from '../../support/scenario.ts'

export default scenario('views of a single-page application are scrolled each by itself', {
  page: { config: { capture_pageview: 'history_change' }, html: '<div id="long" style="height:3000px">long</div>' },
  steps: [
    wait('1s'),
    wheel(1200),
    wait('1s'),
    () => history.pushState(null, '', '/two'),
    wait('1s'),
    () => void (document.getElementById('long')!.style.height = '1500px'),
    wheel(-200),
    wait('1s'),
    () => history.pushState(null, '', '/three'),
    () => history.pushState(null, '', '/four'),
    wait('4s'),
  ],
})
