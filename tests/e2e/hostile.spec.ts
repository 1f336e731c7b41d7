// Pages and browsers that make it hard: storage or cookies refused, a language that is not the browser's, documents of an unusual shape, other SDKs beside
// this one. The page works as it would without, events arrive, and nothing reaches the page's error handlers.
import { eventually, expect, test, type App, type Page, type WireEvent } from './support/fixtures.ts'
import {
  broken,
  cookiesBlocked,
  cookiesThrow,
  fetchAnswersNothing,
  fetchIsGone,
  fetchThrows,
  frozen,
  ownMap,
  ownPromise,
  prototypeEra,
  storageDenied,
  storageFull,
  wrapped,
} from './support/hostile.ts'

const hostile = {
  'storage denied': storageDenied,
  'storage full': storageFull,
  'cookies blocked': cookiesBlocked,
  'naming the cookie throws': cookiesThrow,
}

for (const [name, script] of Object.entries(hostile)) {
  test(`${name}: everything is captured under one identity @both`, async ({ app }) => {
    const page = await app.open('/', { prepare: (tab) => tab.addInitScript(script) })
    await page.evaluate(() => {
      posthog.capture('one')
      posthog.register({ plan: 'pro' })
      posthog.identify('user-1')
      posthog.capture('two')
    })
    const view = await app.inbox.one('$pageview')
    const one = await app.inbox.one('one')
    const two = await app.inbox.one('two')
    expect(one.properties.distinct_id).toBe(view.properties.distinct_id)
    expect(one.properties.$session_id).toBe(view.properties.$session_id)
    expect(two.properties).toMatchObject({
      distinct_id: 'user-1',
      plan: 'pro',
      $session_id: view.properties.$session_id,
      $is_identified: true,
    })
    await app.expectOnly(page, ['$pageview', 'one', '$identify', 'two', '$pageleave'])
  })

  test(`${name}: opting out works for the page at least`, async ({ app }) => {
    const page = await app.open('/', { prepare: (tab) => tab.addInitScript(script) })
    await app.inbox.one('$pageview')
    await page.evaluate(() => {
      posthog.opt_out_capturing()
      posthog.capture('dropped')
    })
    expect(await page.evaluate(() => posthog.has_opted_out_capturing())).toBe(true)
    await app.expectOnly(page, ['$pageview'])
  })
}

test('storage denied: the cookie carries the visitor to the next page', async ({ app }) => {
  const page = await app.open('/one', { prepare: (tab) => tab.addInitScript(storageDenied) })
  const first = await app.inbox.one('$pageview')
  await app.open('/two', { page })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.distinct_id).toBe(first.properties.distinct_id)
  expect(second?.properties.$session_id).toBe(first.properties.$session_id)
})

test('cookies blocked: localStorage carries the visitor to the next page', async ({ app }) => {
  const page = await app.open('/one', { prepare: (tab) => tab.addInitScript(cookiesBlocked) })
  const first = await app.inbox.one('$pageview')
  await app.open('/two', { page })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.distinct_id).toBe(first.properties.distinct_id)
})

test('storage that fills up while the page is open loses no event and no identity of the page', async ({ app }) => {
  const page = await app.open()
  const view = await app.inbox.one('$pageview')
  await page.evaluate(storageFull)
  await page.evaluate(() => {
    posthog.register({ big: 'x'.repeat(500) })
    posthog.capture('after')
  })
  const after = await app.inbox.one('after')
  expect(after.properties.distinct_id).toBe(view.properties.distinct_id)
  expect(after.properties.big).toHaveLength(500)
})

test('both denied: memory only, and still working', async ({ app }) => {
  const page = await app.open('/', {
    prepare: async (tab) => {
      await tab.addInitScript(storageDenied)
      await tab.addInitScript(cookiesBlocked)
    },
  })
  const view = await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.capture('e'))
  expect((await app.inbox.one('e')).properties.distinct_id).toBe(view.properties.distinct_id)
})

test('a page that spoils built-ins after the SDK is up does not spoil the SDK', async ({ app }) => {
  const page = await app.open()
  await app.inbox.one('$pageview')
  await page.evaluate(() => {
    ;(Array.prototype as any).extra = () => 1
    ;(Object.prototype as any).extra = () => 1
    posthog.capture('e', { list: [1, 2] })
    delete (Object.prototype as any).extra
  })
  expect((await app.inbox.one('e')).properties).toMatchObject({ list: [1, 2], token: app.token, $os: 'Linux' })
})

// ---- the page's language is not the browser's

/** What a page does on a visit, whoever changed what under it. */
async function visit(page: Page): Promise<void> {
  await page.evaluate(() => {
    posthog.capture('one', { list: ['a', 'b'], nested: { n: 1 } })
    posthog.register({ plan: 'pro' })
    posthog.identify('user-1', { name: 'Ann' })
    posthog.group('company', 'acme')
    history.pushState(null, '', '/next')
    posthog.capture('two')
  })
}

async function arrived(app: App, page: Page): Promise<WireEvent> {
  await app.leave(page)
  const one = await app.inbox.one('one')
  const two = await app.inbox.one('two')
  expect(one.properties).toMatchObject({ token: app.token, $pathname: '/', $os: 'Linux', nested: { n: 1 } })
  expect(two.properties).toMatchObject({ distinct_id: 'user-1', plan: 'pro', $groups: { company: 'acme' }, $session_id: one.properties.$session_id })
  expect((await app.inbox.one('$identify')).$set).toMatchObject({ name: 'Ann' })
  return one
}

const LANGUAGE = { frozen, wrapped, broken, 'a map of its own': ownMap, 'a promise of its own': ownPromise }

for (const [name, script] of Object.entries(LANGUAGE)) {
  for (const when of ['before', 'after'] as const) {
    test(`the language is changed ${when} the SDK comes (${name}): the events are right`, async ({ app }) => {
      const config = { capture_pageview: 'history_change', autocapture: true }
      const page = await app.open('/', { config, ...(when === 'before' ? { before: script } : {}), html: '<button id="b">go</button>' })
      if (when === 'after') await page.evaluate(script)
      await page.click('#b')
      await visit(page)
      expect((await arrived(app, page)).properties.list).toEqual(['a', 'b'])
      await app.inbox.one('$autocapture')
    })
  }
}

test('a library of the days of Prototype.js: nothing is lost and its functions stay its own', async ({ app }) => {
  const page = await app.open('/', { before: prototypeEra, html: '<button id="b">go</button>', config: { autocapture: true } })
  await page.click('#b')
  await visit(page)
  const kept = await page.evaluate(() => [
    (window as any).$('b').hide().id,
    JSON.stringify({ list: [1] }),
    'toJSON' in Array.prototype,
    ([3] as any).collect((n: number) => n + 1)[0],
  ])
  expect(kept).toEqual(['b', '{"list":"[1]"}', true, 4])
  await arrived(app, page)
  await app.inbox.one('$autocapture')
})

for (const [name, script] of Object.entries({ 'throws': fetchThrows, 'answers nothing': fetchAnswersNothing, 'is gone': fetchIsGone })) {
  for (const when of ['before', 'after'] as const) {
    test(`fetch ${name}, since ${when} the SDK came: what it does not send leaves with the page`, async ({ app }) => {
      const page = await app.open('/', when === 'before' ? { before: script } : {})
      if (when === 'after') {
        await app.inbox.one('$pageview')
        await page.evaluate(script)
      }
      await visit(page)
      await arrived(app, page)
    })
  }
}

test('Zone.js: the zone keeps its functions and every event is right', async ({ app }) => {
  const config = { autocapture: true, capture_pageview: 'history_change' }
  const page = await app.open('/', { head: '<script src="/zone.js"></script>', html: '<button id="b">go</button>', config })
  const zone = () => {
    const { Zone } = window as any
    const symbol = (name: string) => Zone.__symbol__(name)
    return [
      typeof Zone.current.fork,
      window.setTimeout !== (window as any)[symbol('setTimeout')],
      Promise === Zone.assertZonePatched || Promise.name,
      Zone.current.fork({ name: 'own' }).run(() => Zone.current.name),
    ]
  }
  const before = await page.evaluate(zone)
  await page.click('#b')
  await page.evaluate(() => {
    const { Zone } = window as any
    Zone.current.fork({ name: 'page', onHandleError: (_: any, __: any, ___: any, error: Error) => { throw error } }).run(() => posthog.capture('in a zone'))
  })
  await visit(page)
  expect(await page.evaluate(zone)).toEqual(before)
  await arrived(app, page)
  await app.inbox.one('in a zone')
  await app.inbox.one('$autocapture')
})

// ---- not alone on the page

for (const second of ['prickle', 'posthog'] as const) {
  test(`two SDKs on one page, the second one ${second}: each sends its own events, and history stays whole`, async ({ app }) => {
    const other = `${app.token}_two`
    const page = await app.open('/', { config: { capture_pageview: 'history_change', autocapture: true }, html: '<button id="b">go</button>' })
    await page.evaluate(
      async ([sdk, token, config]) => {
        const page = window as any
        page.first = posthog
        page.posthog = undefined
        const script = document.createElement('script')
        script.src = `/sdk/${sdk}/array.js`
        await new Promise((loaded) => {
          script.onload = loaded
          document.head.append(script)
        })
        page.second = page.posthog
        page.second.init(token, config)
        page.push = () => history.pushState({ n: 1 }, '', '/next')
        page.first.register({ from: 'first' })
        page.second.register({ from: 'second' })
        page.first.capture('hello')
        page.second.capture('hello')
      },
      [second, other, app.quiet({ capture_pageview: 'history_change', autocapture: true })] as const,
    )
    await app.inboxOf(other).one('$pageview')
    await page.evaluate(() => (window as any).push())
    await page.click('#b')
    expect(await page.evaluate(() => [history.state.n, location.pathname])).toEqual([1, '/next'])
    const views = async (token: string): Promise<string[]> => (await app.inboxOf(token).events('$pageview')).map((event) => event.properties.$pathname)
    for (const [token, from] of [[app.token, 'first'], [other, 'second']] as const) {
      const hello = await app.inboxOf(token).one('hello')
      expect(hello.properties).toMatchObject({ token, from })
      await app.inboxOf(token).one('$autocapture')
    }
    await eventually(() => views(app.token), 'page views of the first').toEqual(['/', '/next'])
    // Only the first who comes watches `history`, as with two of posthog-js.
    expect(await views(other)).toEqual(['/'])
  })
}

test('the script twice on a page: the first one stays', async ({ app }) => {
  const page = await app.open('/', { head: '<script defer src="/sdk/prickle/array.js"></script><script defer src="/sdk/prickle/array.js"></script>' })
  await page.evaluate(() => posthog.capture('one'))
  await app.inbox.one('one')
  await app.expectOnly(page, ['$pageview', 'one', '$pageleave'])
})

test('a sandboxed frame: no origin, no storage, no cookies, and everything is captured', async ({ app }) => {
  const inner = `<script src="${app.url('/sdk/prickle/array.js')}"></script><script>
    window.onerror = (message) => parent.postMessage('error ' + message, '*')
    posthog.init('${app.token}', ${JSON.stringify(app.quiet({ capture_pageview: 'history_change' }))})
    posthog.register({ plan: 'pro' }); posthog.capture('one'); posthog.identify('user-1'); posthog.capture('two')
    parent.postMessage('done', '*')</script>`
  const page = await app.open('/', {
    config: null,
    unready: true,
    before: () => {
      const page = window as any
      page.said = []
      window.addEventListener('message', ({ data }) => page.said.push(data))
    },
    html: `<iframe sandbox="allow-scripts" srcdoc="${inner.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`,
  })
  const view = await app.inbox.one('$pageview')
  const [one, two] = [await app.inbox.one('one'), await app.inbox.one('two')]
  expect(one.properties).toMatchObject({ plan: 'pro', distinct_id: one.properties.$device_id, $session_id: view.properties.$session_id })
  for (const event of [two, view])
    expect(event.properties).toMatchObject({ plan: 'pro', distinct_id: 'user-1', $session_id: one.properties.$session_id, $device_id: one.properties.$device_id })
  expect(await page.evaluate(() => (window as any).said)).toEqual(['done'])
})

// ---- documents of an unusual shape

test('a document without a body for long: events do not wait for it', async ({ app }) => {
  let open = () => {}
  const gate = new Promise<void>((done) => (open = done))
  const page = await app.tab()
  await page.route('**/slow.js', async (route) => {
    await gate
    await route.fulfill({ contentType: 'text/javascript', body: '' })
  })
  const opened = app.open('/', {
    page,
    unready: true,
    config: { autocapture: true, capture_pageview: 'history_change', advanced_disable_flags: undefined },
    head: '<script src="/sdk/prickle/array.js"></script>',
    after: () => {
      posthog.capture('without a body', { body: String(document.body) })
      document.write('<script src="/slow.js"><' + '/script>')
    },
    html: '<button id="b">go</button>',
  })
  expect((await app.inbox.one('without a body')).properties.body).toBe('null')
  await app.inbox.one('$pageview')
  open()
  await opened
  await page.click('#b')
  await app.inbox.one('$autocapture')
})

test('the body is taken out of the document: events go on', async ({ app }) => {
  const page = await app.open('/', { config: { autocapture: true, capture_heatmaps: true, capture_pageview: 'history_change' } })
  await app.inbox.one('$pageview')
  await page.evaluate(() => {
    document.body.remove()
    document.documentElement.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: 5, clientY: 5 }))
    window.dispatchEvent(new Event('scroll'))
    posthog.capture('without a body')
    history.pushState(null, '', '/next')
  })
  await app.inbox.one('without a body')
  await app.inbox.wait('$pageview', 2)
})

test('a base of another origin: addresses are the page’s own', async ({ app }) => {
  const base = app.url('/sub/', 'burr.test')
  const page = await app.open('/here', { head: `<base href="${base}">`, config: { autocapture: true, capture_heatmaps: true, capture_pageview: 'history_change' } })
  const view = await app.inbox.one('$pageview')
  expect(view.properties).toMatchObject({ $pathname: '/here', $current_url: app.url('/here'), $host: new URL(app.url('/')).host })
  const refused = await page.evaluate(() => {
    try {
      history.pushState(null, '', 'other')
    } catch (error) {
      return (error as Error).name
    }
  })
  expect(refused).toBe('SecurityError')
  await page.evaluate((to) => history.pushState(null, '', to), app.url('/there'))
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties).toMatchObject({ $pathname: '/there', $prev_pageview_pathname: '/here' })
})

test('a base within the page’s origin: relative addresses are views', async ({ app }) => {
  const page = await app.open('/here', { head: '<base href="/sub/">', config: { capture_pageview: 'history_change' } })
  await app.inbox.one('$pageview')
  await page.evaluate(() => history.pushState(null, '', 'one'))
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.$pathname).toBe('/sub/one')
})

test('10,000 rapid changes of the address: each is made, and the SDK goes on', async ({ app }) => {
  const page = await app.open('/', {
    config: { capture_pageview: 'history_change' },
    // Browsers make only so many in a while; here it is counted who was asked.
    before: () => {
      const page = window as any
      page.made = 0
      for (const name of ['pushState', 'replaceState'] as const) {
        const own = History.prototype[name]
        History.prototype[name] = function (...args) {
          page.made++
          return own.apply(this, args)
        }
      }
    },
  })
  await app.inbox.one('$pageview')
  const before = await page.evaluate(() => (window as any).made)
  // The browser alone takes long for it.
  test.setTimeout(180_000)
  await page.evaluate(async () => {
    for (let i = 0; i < 10_000; i++) {
      history[i % 3 ? 'pushState' : 'replaceState']({ i }, '', `/at/${i}`)
      if (i % 100 === 0) await new Promise((done) => setTimeout(done))
    }
  })
  expect((await page.evaluate(() => (window as any).made)) - before).toBe(10_000)
  await page.waitForFunction(() => posthog.capture('after'))
  const after = await app.inbox.one('after')
  const views = await app.inbox.events('$pageview')
  expect(views.length).toBeGreaterThan(90)
  expect(views.length).toBeLessThan(1000)
  expect(after.properties.distinct_id).toBe(views[0]?.properties.distinct_id)
  expect(new Set(views.map((view) => view.uuid)).size).toBe(views.length)
})
