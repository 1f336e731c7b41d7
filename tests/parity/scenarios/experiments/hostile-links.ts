import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('addresses that could run are taken out of HTML', {
  page: { config: UNDER, html: '<div id="a">.</div><div id="b">.</div><div id="c">.</div><div id="d">.</div>' },
  steps: [
    ...experiments([
      experiment([
        {
          selector: '#a',
          html: '<a href="javascript:alert(1)">1</a><a href=" java\tscript:alert(1)">2</a><a href="data:text/html,x">3</a><a href="vbscript:x">4</a>',
        },
        {
          selector: '#b',
          html: '<a href="https://shop.example/">1</a><a href="/path">2</a><a href="mailto:a@shop.example">3</a><a href="tel:1">4</a><a href="myapp://x">5</a><a href="#top">6</a>',
        },
        {
          selector: '#c',
          html: '<form action="javascript:alert(1)"><input formaction="javascript:alert(1)" name="a"></form><img src="data:image/png;base64,AA"><video poster="javascript:x"></video>',
        },
        {
          selector: '#d',
          html: '<svg><a xlink:href="javascript:alert(1)"><text>t</text></a><use href="data:x"></use><animate attributeName="href" values="javascript:x"></animate></svg>',
        },
      ]),
    ]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
