import { click, drag, scenario, wait } from '../../support/scenario.ts'

export default scenario('selecting text is something', {
  page: { config: { capture_dead_clicks: true, capture_pageview: false }, html: '<p id="a">some words that are dragged over</p><p id="b">others</p><input id="c" value="typed"><p id="d" contenteditable="true">edited</p><div style="height:100px" id="e"></div>' },
  steps: [
    wait('1s'),
    drag('#a', '#a'),
    wait('5s'),
    click('#b'),
    wait('5s'),
    click('#c'),
    wait('5s'),
    click('#d'),
    wait('5s'),
    click('#e'),
    wait('5s'),
    click('#b'),
    wait('9s'),
  ],
})
