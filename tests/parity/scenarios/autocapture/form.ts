import { click, press, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('a form is filled in and sent', {
  page: { config: { autocapture: true }, html: `<form id="f" name="signup" class="form" action="/sent" onsubmit="event.preventDefault()"><label for="n">Name</label><input id="n" name="fullname" value="x"><input id="c" type="checkbox" name="agree"><select id="s" name="size"><option value="1">one</option><option value="2">two</option></select><textarea id="t" name="note"></textarea><input type="radio" name="r" id="r" value="1"><input id="go" type="submit" value="Send"></form>` },
  steps: [wait('1s'), click('#n'), type('Ada'), press('Tab'), click('#c'), () => { const s = document.querySelector('#s') as HTMLSelectElement; s.value = '2'; s.dispatchEvent(new Event('change', { bubbles: true })) }, click('#t'), type('hi'), click('#r'), click('#go'), wait('4s')],
})
