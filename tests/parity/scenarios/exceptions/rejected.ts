import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('promises that are rejected and nobody waits for', {
  page: {
    config: { capture_exceptions: { capture_unhandled_rejections: true } },
    html: `<button id="a" onclick="fails()">a</button><button id="b" onclick="Promise.reject('words')">b</button><button id="c" onclick="Promise.reject()">c</button>
      <button id="d" onclick="Promise.reject({ status: 404, message: 'gone' })">d</button><button id="e" onclick="throw new Error('not asked for')">e</button>
      <button id="f" onclick="Promise.reject(new Error('handled')).catch(() => {})">f</button>
      <script>
        async function inner() { throw new TypeError('in a promise') }
        async function fails() { await inner() }
      </script>`,
  },
  steps: [wait('1s'), click('#a'), click('#b'), click('#c'), click('#d'), click('#e'), click('#f'), wait('4s')],
})
