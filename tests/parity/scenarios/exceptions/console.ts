import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('what console.error is told', {
  page: {
    config: { capture_exceptions: { capture_console_errors: true } },
    html: `<button id="a" onclick="told()">a</button><button id="b" onclick="more()">b</button>
      <script>
        function told() { console.error('went wrong') }
        function more() {
          console.error('order', 7, 'failed')
          console.error('with', new TypeError('an error'), 'in it')
          console.error(new RangeError('alone'))
          console.error({ code: 7 })
          console.error()
          console.error('[PostHog.js]', 'not news')
          console.error('[PostHog.js] [Sub]', 'not news')
          console.error('[PostHog.js] alone is')
          console.error('[PostHog.jsx]', 'is')
          console.error('rrweb logger error:', 'not news')
          console.warn('not an error')
        }
      </script>`,
  },
  steps: [wait('1s'), click('#a'), click('#b'), () => { throw new Error('not asked for') }, wait('4s')],
})
