import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what could run is taken out of HTML', {
  page: { config: UNDER, html: '<div id="a">.</div><div id="b">.</div><div id="c">.</div><div id="d">.</div><div id="e">.</div><div id="f">.</div>' },
  steps: [
    ...experiments([
      experiment([
        { selector: '#a', html: 'a<script>window.ran = 1</script>b' },
        { selector: '#b', html: '<img src="x" onerror="window.ran = 2">' },
        { selector: '#c', html: '<button onclick="window.ran = 3" ONMOUSEOVER=x style="color: red" class="k">go</button>' },
        { selector: '#d', html: '<iframe srcdoc="<script>parent.ran = 4</script>"></iframe><object data="x"></object><embed src="x">' },
        {
          selector: '#e',
          html: '<svg onload="window.ran = 5"><script>window.ran = 6</script><circle r="1"></circle><foreignObject><p>in</p></foreignObject></svg>',
        },
        {
          selector: '#f',
          html: '<style>body { color: red }</style><link rel="stylesheet" href="https://evil.example/"><meta http-equiv="refresh" content="0"><base href="https://evil.example/">end',
        },
      ]),
    ]),
    wait('1s'),
    () => [document.body.innerHTML, (window as any).ran],
  ],
})
