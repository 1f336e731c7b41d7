import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('all three are watched', {
  page: {
    config: { capture_exceptions: { capture_unhandled_errors: true, capture_unhandled_rejections: true, capture_console_errors: true } },
    html: `<button id="a" onclick="throw new Error('thrown')">a</button><button id="b" onclick="Promise.reject(new Error('rejected'))">b</button>
      <button id="c" onclick="console.error('told')">c</button>`,
  },
  steps: [wait('1s'), click('#a'), click('#b'), click('#c'), wait('4s')],
})
