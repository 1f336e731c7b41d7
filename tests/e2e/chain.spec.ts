// The reader of element chains that the live page and the demo app share. Chains are as SDKs write them: of quotes only is anything escaped.
import { parseChain } from '../../www-demo/live/chain.js'
import { expect, test } from '@playwright/test'

const BODY = ';body:nth-child="2"nth-of-type="1"'
const raw = String.raw

test('chain: the element that was used, and what it stands in', () => {
  const chain = `button.btn.primary:attr__class="primary  btn"attr__id="go"attr_id="go"nth-child="1"nth-of-type="3"text="Go"${BODY}`
  expect(parseChain(chain)).toEqual([
    {
      tag: 'button',
      classes: ['primary', 'btn'],
      id: 'go',
      text: 'Go',
      nthChild: 1,
      nthOfType: 3,
      attributes: [
        ['class', 'primary  btn'],
        ['id', 'go'],
      ],
    },
    { tag: 'body', classes: [], id: undefined, text: undefined, nthChild: 2, nthOfType: 1, attributes: [] },
  ])
})

test('chain: quotes in texts, in values and in names', () => {
  const [link, body] = parseChain(raw`a:attr__data-\"x="1"attr__href="/x?\""href="/x?\""nth-child="3"nth-of-type="1"text="say \"hi\""${BODY}`)
  expect(link).toMatchObject({ text: 'say "hi"', attributes: [['data-"x', '1'], ['href', '/x?"']] })
  expect(body?.tag).toBe('body')
})

test('chain: a backslash at the end of a value is not the quote’s', () => {
  const [first, body] = parseChain(raw`a:attr__title="C:\"nth-child="1"nth-of-type="1"text="\"${BODY}`)
  expect(first).toMatchObject({ text: '\\', nthChild: 1, attributes: [['title', 'C:\\']] })
  expect(body?.tag).toBe('body')
  // And at the end of the whole chain.
  expect(parseChain(raw`a:text="to C:\"`)[0]?.text).toBe('to C:\\')
})

test('chain: signs of the format inside of classes and texts', () => {
  const [used, body] = parseChain(
    raw`div.md:flex.p-1.5.a;b:attr__:class="x"attr__class="md:flex p-1.5 a;b"nth-child="1"nth-of-type="1"text="x = \"a\"; b: c; text="${BODY}`,
  )
  expect(used).toMatchObject({ tag: 'div', classes: ['md:flex', 'p-1.5', 'a;b'], text: 'x = "a"; b: c; text=' })
  expect(used?.attributes[0]).toEqual([':class', 'x'])
  expect(body?.tag).toBe('body')
})

test('chain: elements of which nothing but the tag was told', () => {
  expect(parseChain('svg:;burr-stars.wide:').map(({ tag, classes }) => [tag, classes])).toEqual([
    ['svg', []],
    ['burr-stars', ['wide']],
  ])
})

test('chain: whatever else comes has an answer', () => {
  for (const none of ['', undefined, null, 7, {}, ['a:']]) expect(parseChain(none)).toEqual([])
  for (const odd of ['div', ':', 'a:text="', 'a:text', ';;', '="', raw`a:text="\"`, 'a:text="b"junk']) {
    expect(Array.isArray(parseChain(odd)), odd).toBe(true)
  }
  const started = performance.now()
  for (const long of [raw`\";`, raw`\"attr__`, ':attr__', ';a:']) parseChain(`a:text="${long.repeat(50_000)}`)
  expect(performance.now() - started).toBeLessThan(2000)
})
