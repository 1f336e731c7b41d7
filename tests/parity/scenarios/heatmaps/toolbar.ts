import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('what is done in the toolbar, and what the page makes up, is no point', {
  page: { config: { capture_heatmaps: true, capture_pageview: false }, html: '<div class="toolbar-global-fade-container"><button id="a">tool</button></div><div id="__POSTHOG_TOOLBAR__">bar</div><button id="b">b</button>' },
  steps: [
    wait('1s'),
    click('#a'),
    click('#__POSTHOG_TOOLBAR__'),
    () => void document.getElementById('b')!.dispatchEvent(new Event('click', { bubbles: true })),
    () => void document.getElementById('b')!.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: 7, clientY: 9 })),
    () => void document.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: 1, clientY: 2 })),
    wait('9s'),
  ],
})
