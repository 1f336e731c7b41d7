import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('scripts and styles of the page that a selector finds', {
  page: {
    config: UNDER,
    html: '<script type="text/plain" id="a">kept</script><style id="b">p { color: blue }</style><textarea id="c">t</textarea><svg><script type="text/plain" id="d">kept</script><g id="e"></g></svg>',
  },
  steps: [
    ...experiments([
      experiment([
        { selector: '#a', html: 'window.ran = 1', css: 'color: red' },
        { selector: '#b', html: 'p { color: red }' },
        { selector: '#c', html: '</textarea><b>x</b>' },
        { selector: '#d', html: 'window.ran = 2' },
        { selector: '#e', html: '<circle r="1" onclick="x"></circle><text>t</text><p>html</p>' },
      ]),
    ]),
    wait('1s'),
    () => [document.body.innerHTML, (window as any).ran],
  ],
})
