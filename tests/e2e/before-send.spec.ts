// Hooks of the page on its events: before_send, eventCaptured, denylists.
import { expect, test } from './support/fixtures.ts'

test('before_send drops, edits and renames, and capture returns what came of it @both', async ({ app }) => {
  const page = await app.open('/', {
    config: {
      before_send: (event: any) => {
        if (event.event === 'secret') return null
        if (event.event === 'broken') throw new Error('from the page')
        if (event.event === 'edit') {
          event.event = 'edited'
          event.properties.added = 1
          delete event.properties.$lib
        }
        return event
      },
    },
  })
  const returned = await page.evaluate(() => ['keep', 'secret', 'broken', 'edit'].map((name) => posthog.capture(name)?.event))
  expect(returned).toEqual(['keep', undefined, undefined, 'edited'])
  const edited = await app.inbox.one('edited')
  expect(edited.properties.added).toBe(1)
  expect(edited.properties).not.toHaveProperty('$lib')
  await app.expectOnly(page, ['$pageview', 'keep', 'edited', '$pageleave'])
})

test('several hooks run left to right; the first that drops ends it', async ({ app }) => {
  const page = await app.open('/', {
    config: {
      before_send: [
        (event: any) => ({ ...event, properties: { ...event.properties, trail: 'a' } }),
        (event: any) => (event.event === 'drop' ? null : event),
        (event: any) => {
          event.properties.trail += 'b'
          return event
        },
      ],
    },
  })
  await page.evaluate(() => {
    posthog.capture('drop')
    posthog.capture('keep')
  })
  expect((await app.inbox.one('keep')).properties.trail).toBe('ab')
  await app.expectOnly(page, ['$pageview', 'keep', '$pageleave'])
})

test('before_send sees the event whole: id, time as a Date, person updates', async ({ app }) => {
  const page = await app.open('/', {
    config: {
      before_send: (event: any) => {
        const { uuid, timestamp, $set } = event
        ;((window as any).seen ??= []).push({
          name: event.event,
          uuid: typeof uuid,
          time: timestamp instanceof Date,
          $set,
          os: event.properties.$os,
        })
        return event
      },
    },
  })
  await page.evaluate(() => posthog.capture('e', {}, { $set: { plan: 'pro' } }))
  await app.inbox.one('e')
  expect(await page.evaluate(() => (window as any).seen)).toContainEqual({
    name: 'e',
    uuid: 'string',
    time: true,
    $set: { plan: 'pro' },
    os: 'Linux',
  })
})

test('before_send may call the SDK again', async ({ app }) => {
  const page = await app.open('/', {
    config: {
      before_send: (event: any) => {
        if (event.event === 'outer') {
          posthog.register({ from_hook: 1 })
          posthog.capture('inner')
        }
        return event
      },
    },
  })
  await page.evaluate(() => {
    posthog.capture('outer')
    posthog.capture('after')
  })
  expect((await app.inbox.one('inner')).properties.from_hook).toBe(1)
  expect((await app.inbox.one('after')).properties.from_hook).toBe(1)
  expect((await app.inbox.one('outer')).properties).not.toHaveProperty('from_hook')
})

test('before_send can be set later', async ({ app }) => {
  const page = await app.open()
  await app.inbox.one('$pageview')
  await page.evaluate(() => {
    posthog.set_config({ before_send: (event: any) => ({ ...event, event: `new ${event.event}` }) })
    posthog.capture('e')
  })
  await app.inbox.one('new e')
})

test('eventCaptured tells every event that goes out, until unsubscribed', async ({ app }) => {
  const page = await app.open('/', { config: { before_send: (event: any) => (event.event === 'dropped' ? null : event) } })
  const seen = await page.evaluate(() => {
    const names: string[] = []
    const off = posthog.on('eventCaptured', (event: any) => names.push(`${event.event} ${typeof event.uuid}`))
    posthog.capture('one')
    posthog.capture('dropped')
    posthog.identify('user-1')
    off()
    posthog.capture('two')
    return names
  })
  expect(seen).toEqual(['one string', '$identify string'])
  await app.inbox.one('two')
})

test('property_denylist and the old property_blacklist take properties away', async ({ app }) => {
  const page = await app.open('/', { config: { property_denylist: ['$os', 'secret'], property_blacklist: ['$browser'] } })
  await page.evaluate(() => posthog.capture('e', { secret: 1, open: 2 }))
  const { properties } = await app.inbox.one('e')
  expect(properties.open).toBe(2)
  for (const gone of ['$os', '$browser', 'secret']) expect(properties).not.toHaveProperty(gone)
})

test('sanitize_properties still works', async ({ app }) => {
  const page = await app.open('/', {
    config: { sanitize_properties: (properties: any, name: string) => ({ ...properties, $current_url: `cleaned for ${name}` }) },
  })
  await page.evaluate(() => posthog.capture('e'))
  expect((await app.inbox.one('e')).properties.$current_url).toBe('cleaned for e')
})
