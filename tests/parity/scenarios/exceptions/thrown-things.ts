import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('things that are thrown and nobody catches', {
  page: {
    config: { capture_exceptions: true },
    html: `<button id="a" onclick="throw 'words'">a</button><button id="b" onclick="throw { name: 'Odd', message: 'thing' }">b</button>
      <button id="c" onclick="throw null">c</button><button id="d" onclick="throw 7">d</button><button id="e" onclick="throw new DOMException('far', 'DataError')">e</button>
      <button id="f" onclick="throw { error: new Error('wrapped') }">f</button><button id="g" onclick="throw ''">g</button>`,
  },
  steps: [wait('1s'), click('#a'), click('#b'), click('#c'), click('#d'), click('#e'), click('#f'), click('#g'), wait('4s')],
})
