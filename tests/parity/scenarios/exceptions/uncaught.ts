import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('errors that nobody catches', {
  page: {
    config: { capture_exceptions: true },
    html: `<button id="a" onclick="broken()">a</button><button id="b" onclick="later()">b</button><button id="c" onclick="undefined.property">c</button>
      <script>
        function deep() { throw new TypeError('in a function') }
        function broken() { deep() }
        function later() { queueMicrotask(function soon() { throw new RangeError('in a microtask', { cause: new Error('why') }) }) }
      </script>`,
  },
  steps: [
    wait('1s'),
    click('#a'),
    click('#b'),
    wait('1s'),
    click('#c'),
    () => void document.body.addEventListener('ping', () => { throw new SyntaxError('in a listener') }),
    () => void document.body.dispatchEvent(new Event('ping')),
    wait('4s'),
  ],
})
