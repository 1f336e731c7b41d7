import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('markup that changes its meaning when it is read again', {
  page: { config: UNDER, html: '<div id="a">.</div><div id="b">.</div><div id="c">.</div><div id="d">.</div>' },
  steps: [
    ...experiments([
      experiment([
        { selector: '#a', html: '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.ran=1&gt;">' },
        { selector: '#b', html: '<noscript><p title="</noscript><img src=x onerror=window.ran=2>"></noscript>' },
        { selector: '#c', html: '<svg></p><style><a id="</style><img src=1 onerror=window.ran=3>">' },
        {
          selector: '#d',
          html: '<template><img src=x onerror=window.ran=4><script>1</script></template><textarea></textarea><img src=x onerror=window.ran=5>',
        },
      ]),
    ]),
    wait('1s'),
    () => [document.body.innerHTML, (window as any).ran],
  ],
})
