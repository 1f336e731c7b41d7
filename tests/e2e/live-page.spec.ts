// The collector's live page: what a person sees there while events arrive. No SDK is needed; the events are sent by hand.
import { expect, test, type App, type Page } from './support/fixtures.ts'

type Properties = Record<string, unknown>

async function send(app: App, event: string, distinctId: string, properties: Properties = {}, beside: Properties = {}): Promise<void> {
  const sent = { event, properties: { token: app.token, distinct_id: distinctId, ...properties }, ...beside }
  const answer = await fetch(`${app.apiHost}/i/v0/e/`, { method: 'POST', body: JSON.stringify({ api_key: app.token, batch: [sent] }) })
  expect(answer.status).toBe(200)
}

/** Opens the page and waits until it listens. */
async function live(app: App): Promise<Page> {
  const page = await app.tab()
  await page.goto(`${app.apiHost}/live/?token=${app.token}`)
  await expect(page.locator('#link')).toHaveText('Live')
  return page
}

const rows = (page: Page) => page.locator('#events > li')

test('live page: events show as they arrive, with the person they turn out to belong to', async ({ app }) => {
  const page = await live(app)
  await expect(page.getByText('Waiting for the first event.')).toBeVisible()
  await send(app, 'item_created', 'anonymous-7', { kind: '<img src=x onerror="window.broken=1">' })
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page).first()).toContainText('anonymous-7')
  await expect(rows(page).first()).toContainText('<img src=x')
  await send(app, '$identify', 'ada', { $anon_distinct_id: 'anonymous-7' }, { $set: { name: 'Ada Thorn' } })
  await expect(page.locator('#events .person', { hasText: 'Ada Thorn' })).toHaveCount(2)
  await expect(page.locator('#count-events')).toHaveText('2')
  await expect(page.locator('#count-persons')).toHaveText('1')
  expect(await page.evaluate(() => 'broken' in window)).toBe(false)
})

test('live page: what was there before is shown too, in another tab and after a reload', async ({ app }) => {
  await send(app, 'item_created', 'ada')
  await send(app, 'item_shared', 'ada')
  const page = await live(app)
  await expect(page.locator('#events .name')).toHaveText(['item_shared', 'item_created'])
  await page.reload()
  await expect(rows(page)).toHaveCount(2)
})

test('live page: an event opens to its own properties, with the defaults folded away', async ({ app }) => {
  const page = await live(app)
  await send(app, 'item_created', 'ada', { kind: 'link', $browser: 'Firefox', $lib: 'web' })
  await rows(page).first().locator('summary').first().press('Enter')
  await expect(rows(page).locator('.props dt')).toHaveText(['kind'])
  await rows(page).getByText('4 default properties').click()
  await expect(rows(page).locator('.props dt')).toHaveText(['kind', '$browser', '$lib', 'distinct_id', 'token'])
  await rows(page).getByText('As it was on the wire').click()
  await expect(rows(page).locator('pre.raw')).toContainText('"$browser": "Firefox"')
  // A row that is open stays so when the next event comes.
  await send(app, 'item_shared', 'ada')
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).nth(1).locator('.props dt').first()).toHaveText('kind')
})

test('live page: a person and their group, and the events of one person only', async ({ app }) => {
  const page = await live(app)
  await send(app, '$groupidentify', 'ada', { $group_type: 'company', $group_key: 'acme', $group_set: { name: 'Acme & Co' }, $groups: { company: 'acme' } })
  await send(app, 'item_created', 'ada', { $groups: { company: 'acme' } }, { $set: { name: 'Ada Thorn', plan: 'free' } })
  await send(app, 'item_created', 'bob')
  const panel = page.locator('#people')
  await panel.getByRole('button', { name: /Ada Thorn/ }).click()
  await expect(panel.getByRole('heading', { name: 'Ada Thorn' })).toBeVisible()
  await expect(panel.locator('.props > div')).toHaveText(['nameAda Thorn', 'planfree'])
  await panel.getByRole('button', { name: 'Show only these 2 events' }).click()
  await expect(page.locator('#events > li:visible')).toHaveCount(2)
  await page.getByRole('button', { name: /show everybody/ }).click()
  await expect(page.locator('#events > li:visible')).toHaveCount(3)
  await panel.getByRole('button', { name: /Acme & Co/ }).click()
  await expect(panel.getByText('company · acme · 2 events')).toBeVisible()
  await panel.getByRole('button', { name: 'All people and groups' }).click()
  await expect(panel.getByRole('button', { name: /bob/ })).toBeVisible()
})

test('live page: search, kinds of events, and only the app’s own', async ({ app }) => {
  const page = await live(app)
  await send(app, '$pageview', 'ada', { $pathname: '/boards' })
  await send(app, 'item_created', 'ada', { title: 'Burdock' })
  await send(app, 'item_created', 'ada', { title: 'Teasel' })
  await expect(rows(page)).toHaveCount(3)
  const visible = page.locator('#events > li:visible')
  await page.keyboard.press('/')
  await page.keyboard.type('teasel item')
  await expect(visible).toHaveCount(1)
  await page.getByRole('searchbox').fill('nothing of the kind')
  await expect(page.getByText('No event fits the filter.')).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await page.getByRole('combobox', { name: 'Event' }).selectOption('$pageview')
  await expect(visible).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Event' }).selectOption('')
  await page.getByRole('checkbox').check()
  await expect(visible).toHaveCount(2)
})

test('live page: what a browser counted stands beside what came, and whether they agree', async ({ app }) => {
  const page = await live(app)
  const panel = page.locator('#delivery')
  await expect(panel).toBeHidden()
  const tell = async (delivered: number, pending: number, dropped: Record<string, number> = {}, captured?: number): Promise<void> => {
    const sum = Object.values(dropped).reduce((all, count) => all + count, delivered + pending)
    const told = JSON.stringify({ device_id: 'laptop', captured: captured ?? sum, delivered, pending, dropped })
    const answer = await fetch(`${app.apiHost}/_/ledger?token=${app.token}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: told })
    expect(answer.status).toBe(204)
  }
  const verdict = panel.locator('.verdict')
  await tell(0, 2)
  await expect(verdict).toHaveText('They agree; 2 events still to come.')
  await send(app, 'a', 'ada', { $device_id: 'laptop' })
  await expect(verdict).toHaveText('They agree; 1 event came that the browser has yet to hear of.')
  await send(app, 'b', 'ada', { $device_id: 'laptop' })
  await send(app, 'c', 'ada', { $device_id: 'phone' })
  await tell(2, 0, { bot: 3, 'rate limited': 1 })
  await expect(verdict).toHaveText('They agree.')
  await expect(verdict).toHaveAttribute('data-state', 'good')
  await expect(panel.locator('dl > div')).toHaveText(['captured6', 'delivered2', 'pending0', 'dropped4', 'received2'])
  await expect(panel).toContainText('Dropped: 3 bot, 1 rate limited.')
  await tell(3, 0)
  await expect(verdict).toHaveText('They disagree: 1 event counted as delivered is not here.')
  await tell(2, 0, {}, 9)
  await expect(verdict).toHaveText('It does not add up: 9 captured, but 2 accounted for.')
  await expect(verdict).toHaveAttribute('data-state', 'bad')
  // Cleared, what was delivered before is told apart.
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(panel).toBeHidden()
  await tell(2, 0)
  await send(app, 'd', 'ada', { $device_id: 'laptop' })
  await tell(3, 0)
  await expect(verdict).toHaveText('They agree.')
  await expect(panel.locator('dl > div').last()).toHaveText('received1 and 2 before')
})

test('live page: the funnel and the lane of requests', async ({ app }) => {
  const page = await live(app)
  for (const id of ['ada', 'bob', 'cleo', 'dunja']) await send(app, 'item_created', id)
  await send(app, 'item_shared', 'ada')
  await send(app, 'item_shared', 'bob')
  await send(app, 'export_completed', 'bob')
  const steps = page.locator('#funnel > li')
  await expect(steps).toHaveText([/item_created4 persons/, /item_shared2 persons50 % of the step before, 2 stopped/, /export_completed1 person50 %/])
  await fetch(`${app.apiHost}/e/`, { method: 'POST', body: JSON.stringify({ api_key: app.token }) })
  const newest = page.locator('#requests > li').first()
  await expect(newest).toContainText('400')
  await expect(newest).toContainText('an event has no name')
  await expect(page.locator('#requests > li')).toHaveCount(8)
  await newest.locator('summary').first().click()
  await expect(newest.getByRole('heading', { name: 'Headers' })).toBeVisible()
})

test('live page: a pause holds what arrives, a clear forgets it', async ({ app }) => {
  const page = await live(app)
  await page.getByRole('button', { name: 'Pause' }).click()
  await send(app, 'item_created', 'ada')
  await expect(page.getByRole('button', { name: 'Resume (2)' })).toBeVisible()
  await expect(rows(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Resume (2)' }).click()
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByText('Waiting for the first event.')).toBeVisible()
  expect(await app.inbox.events()).toEqual([])
})

const CHAIN = String.raw`button.button.small:attr__class="button small"attr__data-x="<b>1</b>"nth-child="3"nth-of-type="2"text="Keep \"it\"";li.card.item:attr__class="card item"nth-child="1"nth-of-type="1";div:attr__id="root"attr_id="root"nth-child="1"nth-of-type="1";body:nth-child="2"nth-of-type="1"`

test('live page: the element that was used, where it stands, and on request all that was told of it', async ({ app }) => {
  const page = await live(app)
  await send(app, '$autocapture', 'ada', { $event_type: 'click', $elements_chain: CHAIN, $el_text: 'Keep "it"', shelf: 'reading' })
  const row = rows(page).first()
  await expect(row.locator('.hint')).toHaveText('click Keep "it"')
  await row.locator('summary').first().click()
  await expect(row.locator('.used')).toHaveText('button.button.smallKeep "it"3rd child, 2nd button')
  await expect(row.locator('.crumbs li')).toHaveText(['body', 'div#root', 'li.card.item', 'button.button.small'])
  await expect(row.locator('.props dt')).toHaveText(['shelf', '$event_type', '$el_text'])
  await row.getByText('4 elements with their attributes').click()
  await expect(row.locator('.in-full').first().locator('.props > div')).toHaveText(['textKeep "it"', 'classbutton small', 'data-x<b>1</b>'])
})

test('live page: a rage click, a dead click and an exception stand out', async ({ app }) => {
  const page = await live(app)
  await send(app, '$rageclick', 'ada', { $event_type: 'click', $elements_chain: CHAIN, $el_text: 'Keep "it"' })
  await expect(rows(page).first().locator('.sign')).toHaveText('rage')
  await send(app, '$dead_click', 'ada', { $elements_chain: CHAIN, $dead_click_absolute_delay_ms: 3004 })
  await expect(rows(page).first().locator('.sign')).toHaveText('dead')
  await expect(rows(page).first().locator('.hint')).toContainText('on Keep "it"')
  const frame = (name: string, lineno: number) => ({ function: name, filename: 'https://shop.test/assets/index.js', lineno, colno: 4, in_app: true })
  const frames = ['run', 'a', 'b', 'c', 'd', 'e', 'throws'].map((name, index) => frame(name, index + 1))
  await send(app, '$exception', 'ada', {
    $exception_level: 'error',
    // What the server switched is not of this event.
    $exception_capture_enabled_server_side: true,
    $web_vitals_enabled_server_side: true,
    $exception_list: [
      { type: 'TypeError', value: '<i>no</i> such thing', mechanism: { handled: false }, stacktrace: { type: 'raw', frames } },
      { type: 'Error', value: 'deeper', mechanism: { type: 'chained', source: 'cause' } },
    ],
  })
  const row = rows(page).first()
  await expect(row.locator('summary .sign')).toHaveText('error')
  await expect(row.locator('.hint')).toContainText('TypeError <i>no</i> such thing')
  await row.locator('summary').first().click()
  await expect(row.locator('.exception')).toHaveCount(2)
  await expect(row.locator('.exception').first().locator('p').first()).toHaveText('TypeError <i>no</i> such thingnot handled')
  // The innermost first, which is the last on the wire.
  await expect(row.locator('.frames li')).toHaveCount(6)
  await expect(row.locator('.frames li').first()).toHaveText('throwsindex.js:7:4')
  await expect(row.locator('.exception').last()).toContainText('caused by Error deeper')
  await expect(row.locator('.props dt')).toHaveText(['$exception_level'])
})

test('live page: nothing that an event carries can stop the page or become part of it', async ({ app }) => {
  const page = await live(app)
  for (const odd of [null, 7, '<img src=x onerror="window.broken=1">', [null, 1, { stacktrace: { frames: [null, 3, { lineno: {} }] }, type: { toString: 1 } }], {}]) {
    await send(app, '$exception', 'ada', { $exception_list: odd, $elements_chain: odd, $el_text: odd, $heatmap_data: odd })
  }
  await send(app, 'constructor', 'ada')
  await send(app, '__proto__', 'ada', { $elements_chain: 'a<img src=x onerror="window.broken=1">:text="<script>window.broken=1</script>"' })
  await expect(rows(page)).toHaveCount(7)
  for (const row of await rows(page).all()) await row.locator('summary').first().press('Enter')
  await expect(page.locator('#events .body')).toHaveCount(7)
  await expect(rows(page).first().locator('.used q')).toHaveText('<script>window.broken=1</script>')
  expect(await page.evaluate(() => 'broken' in window || document.querySelector('#events img, #events script') !== null)).toBe(false)
})
