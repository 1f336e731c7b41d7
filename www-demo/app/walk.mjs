// Walks through Burr as a person would: sign up, onboarding, two items, share, export, plans, log out, log in, cancel, the playground, and the
// script-tag page.
// It fills the live page and checks on its way that each page says what it should.
//
//   node walk.mjs [base URL] [path of a Chromium]        default: http://127.0.0.1:8010 /usr/bin/chromium
//   SLOW=400   waits that many milliseconds between steps, for watching the live page
//   HEADED=1   shows the browser
//
// Tests import walk() and signUp() and bring their own page.
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

/** What the throwing button of the playground throws, and so no fault of the page. */
export const THROWN = 'A thistle got stuck in the works'

/** Someone new each time, so that walks add up to different people. */
export function somebody() {
  const names = ['Ada Thorn', 'Bela Reed', 'Cleo Marsh', 'Dunja Hale', 'Emil Sorrel', 'Fay Burdock']
  const name = names[Math.floor(Math.random() * names.length)]
  const tail = Date.now().toString(36)
  const email = `${name.toLowerCase().replace(' ', '.')}.${tail}@burr.example`
  return { name, email, password: 'thistle and teasel', company: `${name.split(' ')[1]} & Co`, seats: 4 }
}

/** @param {import('playwright-core').Page} page */
export async function signUp(page, person) {
  await page.getByRole('navigation').getByRole('link', { name: 'Sign up' }).click()
  await page.getByLabel('Name').fill(person.name)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'Welcome to Burr' }).waitFor()
}

export async function onboard(page, person) {
  await page.getByLabel('Company name').fill(person.company)
  await page.getByLabel('Seats').fill(String(person.seats))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('radio', { name: 'Reading' }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Board name').fill('Field notes')
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByRole('heading', { name: 'Field notes' }).waitFor()
}

export async function addItem(page, item) {
  await page.getByRole('radio', { name: item.kind }).check()
  await page.getByLabel(item.kind === 'Quote' ? 'Who said it' : 'Title').fill(item.title)
  if (item.link) await page.getByLabel('Address').fill(item.link)
  await page.getByRole('textbox', { name: item.kind === 'Quote' ? 'Words' : 'Note' }).fill(item.note)
  await page.getByRole('button', { name: 'Add item' }).click()
  await page.getByRole('button', { name: `Share ${item.title}` }).waitFor()
}

export async function shareItem(page, title) {
  await page.getByRole('button', { name: `Share ${title}` }).click()
  await page.getByRole('radio', { name: 'With my team' }).check()
  await page.getByRole('button', { name: 'Share now' }).click()
  await said(page, 'Shared with your team.')
}

/** Returns the name of the file that was saved. */
export async function exportBoard(page, format) {
  await page.getByRole('button', { name: 'Export board' }).click()
  await page.getByRole('radio', { name: format }).check()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download file' }).click()])
  return download.suggestedFilename()
}

export async function choosePlan(page, button) {
  await page.getByRole('navigation').getByRole('link', { name: 'Plans' }).click()
  await page.getByRole('button', { name: button }).click()
  await page.getByText('Your plan', { exact: true }).waitFor()
}

export async function logOut(page) {
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('heading', { name: 'Keep what sticks.' }).waitFor()
}

export async function logIn(page, person) {
  await page.getByRole('navigation').getByRole('link', { name: 'Log in' }).click()
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('heading', { name: 'Boards' }).waitFor()
}

export async function cancelPlan(page) {
  await page.getByRole('navigation').getByRole('link', { name: 'Plans' }).click()
  await page.getByRole('button', { name: 'Cancel plan' }).click()
  await page.getByRole('button', { name: 'Cancel now' }).click()
  await said(page, 'Your plan is canceled. You are on Free now.')
}

export async function openPlayground(page) {
  await page.getByRole('contentinfo').getByRole('link', { name: 'Playground' }).click()
  await page.getByRole('heading', { name: 'Playground' }).waitFor()
}

/** Gives the SDK something of each kind to see. */
export async function play(page) {
  await page.getByRole('button', { name: 'Keep' }).first().click()
  await page.getByRole('button', { name: '4 stars' }).click()
  for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Slow button' }).click()
  await page.getByText('The slow button has answered 3 times.').waitFor()
  await page.getByRole('button', { name: 'Throwing button' }).click()
  await copyWords(page)
  await leaveForWikipedia(page)
  await page.getByRole('button', { name: 'Dead button' }).click()
}

export async function copyWords(page) {
  await page.locator('blockquote').click({ clickCount: 3 })
  await page.keyboard.press('ControlOrMeta+c')
}

/** The link opens a tab, which is answered here: a walk stays on this machine. */
export async function leaveForWikipedia(page) {
  await page.context().route('https://en.wikipedia.org/**', (route) => route.fulfill({ contentType: 'text/html', body: 'Burdock' }))
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Burdock on Wikipedia' }).click()
  await (await opened).close()
}

export async function visitScriptTag(page, base) {
  await page.goto(`${base}/script-tag.html?bots=1`)
  await page.locator('#log .loaded').waitFor()
  await page.getByRole('button', { name: 'Capture an event' }).click()
  await page.getByRole('button', { name: 'Group' }).click()
  await page.locator('#log .event', { hasText: 'button_clicked' }).waitFor()
}

/** Waits until everything captured on this page has been answered by the collector. */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector('[data-instrument=sdk]')?.reading?.textContent.includes('none waiting'))
}

const LINK = { kind: 'Link', title: 'How burdock stuck to a dog', link: 'https://field-notes.example/burdock', note: 'And became a zip for shoes.' }
const QUOTE = { kind: 'Quote', title: 'Dieter Rams', note: 'Less, but better.' }

/** The whole walk. `say` is told each step. */
export async function walk(page, base, say = () => {}) {
  const person = somebody()
  const steps = [
    ['open the front page', () => page.goto(`${base}/?bots=1`)],
    ['allow usage data', () => page.getByRole('button', { name: 'Allow' }).click()],
    ['sign up', () => signUp(page, person)],
    ['onboarding', () => onboard(page, person)],
    ['add a link', () => addItem(page, LINK)],
    ['add a quote', () => addItem(page, QUOTE)],
    ['pin the quote', () => page.getByRole('button', { name: `Pin ${QUOTE.title}` }).click()],
    ['share the link', () => shareItem(page, LINK.title)],
    ['export the board', () => exportBoard(page, 'Markdown')],
    ['start Team', () => choosePlan(page, 'Start Team')],
    ['go back', () => page.goBack().then(() => page.getByRole('heading', { name: 'Field notes' }).waitFor())],
    ['upgrade to Business', () => choosePlan(page, 'Upgrade to Business')],
    ['log out', () => logOut(page)],
    ['log in', () => logIn(page, person)],
    ['cancel the plan', () => cancelPlan(page)],
    ['open the playground', () => openPlayground(page)],
    ['play', () => play(page)],
    ['wait for the last batch', () => settled(page)],
    ['script-tag page', () => visitScriptTag(page, base)],
    // What that page still has queued goes out as it is left.
    ['leave by the front page', () => page.goto(`${base}/`).then(() => settled(page))],
  ]
  for (const [name, step] of steps) {
    await step()
    await say(name)
  }
  return person
}

async function said(page, text) {
  await page.getByRole('status').getByText(text).waitFor()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [base = 'http://127.0.0.1:8010', executablePath = '/usr/bin/chromium'] = process.argv.slice(2)
  const browser = await chromium.launch({
    executablePath,
    headless: process.env.HEADED !== '1',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => {
      if (error.message === THROWN) return
      console.error(`error on the page: ${error.message}`)
      process.exitCode = 1
    })
    const person = await walk(page, base.replace(/\/$/, ''), async (name) => {
      console.log(`✓ ${name}`)
      await page.waitForTimeout(Number(process.env.SLOW ?? 0))
    })
    console.log(`${person.name} <${person.email}> of ${person.company} was here.`)
  } finally {
    await browser.close()
  }
}
