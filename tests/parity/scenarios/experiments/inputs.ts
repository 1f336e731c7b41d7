import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('where elements hold other things', {
  page: {
    config: UNDER,
    html: '<table><tbody id="a"><tr><td>.</td></tr></tbody></table><select id="b"><option>.</option></select><template id="c">.</template><input id="d"><iframe id="e"></iframe>',
  },
  steps: [
    ...experiments([
      experiment([
        { selector: '#a', html: '<tr><td onclick="x">cell</td></tr>' },
        { selector: '#b', html: '<option value="1" selected>one</option><script>1</script>' },
        { selector: '#c', html: '<p onclick="x">in</p>' },
        { selector: '#d', html: '<p>in</p>', css: 'color: red' },
        { selector: '#e', html: '<p>in</p>' },
      ]),
    ]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
