import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('drawings in buttons and links, and alone', {
  page: { config: { autocapture: true }, html: `<button id="b" class="icon">Save<svg id="svg" width="20" height="20" class="drawing"><g id="g"><rect id="r" width="20" height="20" fill="red"/></g></svg></button><a href="/x" onclick="event.preventDefault()"><svg width="20" height="20"><circle id="c" cx="10" cy="10" r="10"/></svg>link</a><svg width="20" height="20" style="cursor:pointer"><rect id="alone" width="20" height="20"/></svg><button class="x"><svg width="20" height="20"><rect class="ph-sensitive" id="sens" width="20" height="20"/></svg>secret</button>` },
  steps: [wait('1s'), click('#r'), click('#c'), click('#alone'), click('#sens'), wait('4s')],
})
