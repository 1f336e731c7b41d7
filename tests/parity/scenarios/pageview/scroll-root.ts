import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an element that is scrolled instead of the page', {
  page: {
    config: { scroll_root_selector: ['#none', '#root'] },
    html: '<div id="root" style="height: 300px; overflow: auto"><div style="height: 3000px">long</div></div>',
  },
  steps: [
    wait('1s'),
    () => {
      const root = document.getElementById('root')
      if (root) root.scrollTop = 500
      root?.dispatchEvent(new Event('scroll'))
    },
    wait('1s'),
    () => posthog.capture('$pageview'),
    wait('4s'),
  ],
})
