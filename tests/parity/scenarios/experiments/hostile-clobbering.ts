import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('names that would hide what a page has', {
  page: { config: UNDER, html: '<div id="a">.</div><div id="b">.</div>' },
  steps: [
    ...experiments([
      experiment([
        { selector: '#a', html: '<form id="body" name="forms"><input name="attributes"><input name="parentNode"></form><img name="getElementById">' },
        { selector: '#b', html: '<p id="fine" data-x="1" aria-label="l" custom="2">text</p>' },
      ]),
    ]),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
