// Plays a scenario on an SDK and writes down everything that can be compared.
import { randomBytes } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { Sdk } from '../../e2e/support/env.ts'
import type { Line } from '../page/log.ts'
import type { Outcome } from '../page/main.ts'
import type { Visitor } from '../page/visitor.ts'
import { BASE, type Act, type PageOptions, type Scenario, type Step } from './scenario.ts'
import type { Recorded, World } from './world.ts'

export interface Played {
  /** When it began, in ms. */
  start: number
  steps: PlayedStep[]
  /** Of each tab at the end. */
  stored: Record<string, StoredTab>
  cookies: StoredCookie[]
}

export interface PlayedStep extends Outcome {
  step: string
  log: Line[]
  requests: Recorded[]
}

export interface StoredTab {
  url: string
  local: Record<string, string>
  session: Record<string, string>
}

/** With its attributes. */
export interface StoredCookie {
  name: string
  value: string
  domain: string
  path: string
  /** Seconds; -1 for the length of the browser session. */
  expires: number
  secure: boolean
  sameSite: string
  httpOnly: boolean
}

/** Which SDK the pages have, counted from the first. */
export type Cast = (visit: number) => Sdk

const HOST = 'www.shop.example'

export async function play(scenario: Scenario, cast: Cast, browser: Browser, world: World): Promise<Played> {
  for (let tries = 1; ; tries++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
    try {
      return await new Player(scenario, cast, context, world).play()
    } catch (error) {
      if (!(error instanceof NotKept) || tries === 5) throw error
    } finally {
      await context.close()
    }
  }
}

class NotKept extends Error {}

/** Whichever Chromium plays. */
const VISITOR: Visitor = {
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  language: 'en-US',
  webdriver: false,
  model: '',
  chance: 0.5,
}

/** The noon or midnight to come: browsers throw away cookies that have expired by their own clock, which stands still for nobody. Not a day ahead: what is
 *  taken away ends a day before it is, and must have ended by that clock too. */
function begin(): number {
  const half = 43_200_000
  return Math.ceil(Date.now() / half) * half
}

class Player {
  private readonly run = randomBytes(6).toString('hex')
  private readonly start = begin()
  private now = this.start
  private visits = 0
  private readonly tabs = new Map<string, Page>()
  private tab = 'first'
  private readonly steps: PlayedStep[] = []
  /** Of the page that a reload, or going back, makes again. */
  private last: PageOptions = {}

  constructor(
    private readonly scenario: Scenario,
    private readonly cast: Cast,
    private readonly context: BrowserContext,
    private readonly world: World,
  ) {}

  async play(): Promise<Played> {
    this.world.begin(this.run, this.start)
    for (const step of withPage(this.scenario.steps)) await this.perform(step)
    await this.settle()
    const stored = await this.stored()
    const requests = this.world.recorded()
    for (const [index, step] of this.steps.entries()) step.requests = requests.filter((request) => request.step === index)
    return { start: this.start, steps: this.steps, stored, cookies: await this.cookies() }
  }

  private async perform(step: Step): Promise<void> {
    const index = this.steps.length
    const played: PlayedStep = { step: named(step), log: [], requests: [] }
    this.steps.push(played)
    this.world.step = index
    await this.tell(index)
    Object.assign(played, await this.act(step))
    await this.settle()
    // Until the other tabs have heard of what this one stored: what they do then belongs to this step.
    if (this.tabs.size > 1) await rest(50)
    played.log = await this.log()
  }

  private async act(step: Step): Promise<Outcome> {
    if (typeof step === 'function') return this.inPage(step)
    if ('open' in step) await this.open(step.open, over(this.scenario.page ?? {}, step.options))
    else if ('wait' in step) await this.wait(step.wait)
    else if ('sleep' in step) {
      this.now += step.sleep
      await this.wake()
    } else if ('setClock' in step) {
      this.now += step.setClock
      await this.probed((page) => page.evaluate((at) => window.probe.clock.set(at), this.now))
    } else if ('reply' in step) this.world.reply(step.reply)
    else if ('letGo' in step) this.world.letGo(step.letGo)
    else if ('offline' in step) await this.context.setOffline(step.offline)
    else if ('click' in step) await this.click(step.click, step.leads)
    else if ('move' in step) await this.page().mouse.move(...step.move)
    else if ('drag' in step) await this.drag(...step.drag)
    else if ('swipe' in step) await this.swipe(...step.swipe)
    else if ('wheel' in step) {
      await this.page().mouse.wheel(0, step.wheel)
      // The browser scrolls when it has the time, and tells of it when it draws.
      await rest(300)
    } else if ('type' in step) await this.page().keyboard.type(step.type)
    else if ('press' in step) await this.leading(step.leads, () => this.page().keyboard.press(step.press))
    else if ('tab' in step) {
      this.tab = step.tab
      // Until what the other tab stored is known here.
      await rest(100)
      if (this.tabs.has(step.tab)) await this.wake()
    } else await this.go(step.go)
    return {}
  }

  private async inPage(act: Act): Promise<Outcome> {
    if (!(await this.hasProbe())) return { returned: await this.page().evaluate(`(${act.toString()})()`) }
    return this.page().evaluate(`window.probe.play(${act.toString()})`)
  }

  private page(): Page {
    const page = this.tabs.get(this.tab)
    if (!page) throw new Error(`no page is open in the tab “${this.tab}”`)
    return page
  }

  private async open(path: string, options: PageOptions): Promise<void> {
    if (!this.tabs.has(this.tab)) this.tabs.set(this.tab, await this.context.newPage())
    this.describe(options)
    const { host = HOST, referrer } = options
    await this.page().goto(`https://${host}${path}`, referrer === undefined ? {} : { referer: referrer })
  }

  private describe(options: PageOptions): void {
    const config = options.config === null ? null : { ...BASE, ...options.config }
    // `undefined` takes an option out: for some, being there at all means something.
    const given = config && Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined))
    const start = { run: this.run, visit: this.visits, step: this.steps.length - 1, now: this.now, visitor: { ...VISITOR, ...this.scenario.visitor } }
    this.world.describe({ sdk: this.cast(this.visits), options: { ...options, config: given }, start })
    this.visits++
    this.last = options
  }

  /** By the mouse and not by Playwright's click, which waits for a page whose clock stands still. */
  private async click(selector: string, leads: boolean): Promise<void> {
    const box = await this.page().locator(selector).boundingBox()
    if (!box) throw new Error(`nothing to click at ${selector}`)
    await this.leading(leads, () => this.page().mouse.click(box.x + box.width / 2, box.y + box.height / 2))
  }

  private async box(selector: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await this.page().locator(selector).boundingBox()
    if (!box) throw new Error(`nothing to see of ${selector}`)
    return box
  }

  private async drag(from: string, to: string): Promise<void> {
    const [a, b, { mouse }] = [await this.box(from), await this.box(to), this.page()]
    await mouse.move(a.x + 1, a.y + a.height / 2)
    await mouse.down()
    await mouse.move(b.x + b.width / 2, b.y + b.height / 2)
    await mouse.move(b.x + b.width - 1, b.y + b.height / 2)
    await mouse.up()
  }

  /** Playwright's finger only taps. */
  private async swipe(selector: string, right: number, down: number): Promise<void> {
    const { x, y, width, height } = await this.box(selector)
    const session = await this.context.newCDPSession(this.page())
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    const at = (part: number): { x: number; y: number }[] => [{ x: Math.round(x + width / 2 + right * part), y: Math.round(y + height / 2 + down * part) }]
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) })
    for (const part of [0.5, 1]) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(part) })
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await session.detach()
    await rest(300)
  }

  /** Something that leads to another page is over when that page is there. */
  private async leading(leads: boolean, act: () => Promise<void>): Promise<void> {
    if (leads) this.describe(this.last)
    const before = this.page().url()
    await act()
    if (leads) await this.page().waitForURL((url) => url.href !== before)
  }

  private async go(where: 'back' | 'forward' | 'reload' | 'leave' | 'close'): Promise<void> {
    if (where === 'close') {
      await this.page().close({ runBeforeUnload: false })
      this.tabs.delete(this.tab)
      return
    }
    if (where === 'leave') {
      this.world.describe(null)
      await this.page().goto(`https://${new URL(this.page().url()).host}/elsewhere`)
      return
    }
    this.describe(this.last)
    if (where === 'reload') {
      await this.page().reload()
      return
    }
    // A page from the back-forward cache is not loaded again, so there is nothing of that to wait for.
    await (where === 'back' ? this.page().goBack({ waitUntil: 'commit' }) : this.page().goForward({ waitUntil: 'commit' }))
    while ((await this.page().evaluate(() => document.readyState)) !== 'complete') await rest(5)
    const visit = await this.page().evaluate(() => window.probe.visit)
    if (this.scenario.kept && visit === this.visits - 1) throw new NotKept('the browser did not keep the page')
    // There time stood still meanwhile, and its timers go on from where they were.
    await this.probed((page) =>
      page.evaluate(
        ([now, step]) => {
          window.probe.clock.set(now)
          window.probe.step = step
        },
        [this.now, this.steps.length - 1] as const,
      ),
    )
  }

  // ---- time

  private async wait(ms: number): Promise<void> {
    const end = this.now + ms
    await this.settle()
    while (await this.probed((page) => page.evaluate((at) => window.probe.clock.step(at), end))) await this.settle()
    this.now = end
  }

  private wake(): Promise<unknown> {
    return this.probed((page) => page.evaluate((at) => window.probe.clock.wake(at), this.now))
  }

  /** Waits until nothing more happens without time passing. */
  private async settle(): Promise<void> {
    const gone = this.tabs.size === 0 || !(await this.hasProbe())
    for (let tries = 0; ; tries++) {
      // What comes up later asks for more at once: so whether it is up is looked at first.
      const late = (await this.probed((page) => page.evaluate(() => window.probe.later < window.probe.parts || window.probe.imports > 0))) ?? false
      const pending = (await this.probed((page) => page.evaluate(() => window.probe.quiet()))) ?? 0
      if (pending <= this.world.hanging && !this.world.busy && !late) break
      if (tries > 1000) throw new Error(`${pending} requests of the page are never done, or what is loaded later does not come up`)
      await rest(5)
    }
    // What a page sends as it goes has nobody who could say when it is there.
    const step = this.steps.at(-1)?.step ?? ''
    if (gone || /^(open|back|forward|reload|leave|close|click|press)/.test(step)) await rest(this.visits > 1 || gone ? 120 : 0)
  }

  // ---- what the pages know

  private async hasProbe(): Promise<boolean> {
    const page = this.tabs.get(this.tab)
    return page ? page.evaluate(() => 'probe' in window) : false
  }

  /** `undefined` where the page has no SDK. */
  private async probed<T>(ask: (page: Page) => Promise<T>): Promise<T | undefined> {
    const page = this.tabs.get(this.tab)
    return page && (await this.hasProbe()) ? ask(page) : undefined
  }

  private async tell(index: number): Promise<void> {
    for (const page of this.tabs.values()) {
      await page.evaluate((step) => {
        if ('probe' in window) window.probe.step = step
      }, index)
    }
  }

  private async log(): Promise<Line[]> {
    const lines: Line[] = []
    for (const page of this.tabs.values()) lines.push(...(await page.evaluate(() => ('probe' in window ? window.probe.take() : []))))
    return lines
  }

  /** Another process hears a little later of what a tab stores, so localStorage is read where it was written last: in the tab of the last step. */
  private async stored(): Promise<Record<string, StoredTab>> {
    const stored: Record<string, StoredTab> = {}
    const local = new Map<string, StoredTab['local']>()
    for (const name of [...new Set([this.tab, ...this.tabs.keys()])]) {
      const page = this.tabs.get(name)
      if (!page) continue
      const tab = await storedIn(page)
      const { origin } = new URL(tab.url)
      if (!local.has(origin)) local.set(origin, tab.local)
      stored[name] = { ...tab, local: local.get(origin) ?? {} }
    }
    return Object.fromEntries([...this.tabs.keys()].map((name) => [name, stored[name] as StoredTab]))
  }

  private async cookies(): Promise<StoredCookie[]> {
    const cookies = await this.context.cookies()
    return cookies.map(({ name, value, domain, path, expires, secure, sameSite, httpOnly }) => {
      return { name, value, domain, path, expires, secure, sameSite, httpOnly }
    })
  }
}

/** What one page says over what all say; options of `init` one by one. */
function over(all: PageOptions, one: PageOptions): PageOptions {
  const merged = { ...all, ...one }
  if (one.config && all.config) merged.config = { ...all.config, ...one.config }
  return merged
}

/** A page is opened first where a scenario does not say so itself. */
function withPage(steps: Step[]): Step[] {
  const first = steps.findIndex((step) => typeof step === 'function' || !('reply' in step || 'offline' in step))
  const step = steps[first]
  return typeof step === 'object' && 'open' in step ? steps : steps.toSpliced(first, 0, { open: '/', options: {} })
}

function storedIn(page: Page): Promise<StoredTab> {
  return page.evaluate(() => ({ url: location.href, local: { ...localStorage }, session: { ...sessionStorage } }))
}

/** A step as it stands in reports. */
function named(step: Step): string {
  if (typeof step === 'function') return step.toString().replace(/^\s*(async )?\(\) => /, '$1').replace(/\s+/g, ' ')
  const [[word, value] = ['']] = Object.entries(step)
  if (word === 'go') return String(value)
  if (word === 'reply') return `reply ${JSON.stringify(value, (_, inner: unknown) => (inner instanceof RegExp ? String(inner) : inner))}`
  return `${word} ${String(value)}`
}
