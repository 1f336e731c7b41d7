import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('objects that are thrown', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => {
      class Problem {
        constructor(public code: number, public at = 'here') {}
      }
      const bare = Object.create(null)
      bare.z = 1
      const things: unknown[] = [
        {},
        { b: 1, a: 2 },
        { name: 'Odd', message: 'strange' },
        { name: 'Odd' },
        { name: ' ', message: 'blank name' },
        { name: 7, message: 'a number' },
        { message: 'only words' },
        { message: 7 },
        new Problem(3),
        bare,
        [],
        ['a', 'b'],
        new Date(0),
        new Map([[1, 2]]),
        /x/,
        { first: 1, error: new TypeError('inside'), other: new Error('not this') },
        { response: { status: 500 }, longEnoughKey: 1, anotherLongKey: 2, yetAnotherLongKey: 3 },
        { ['k'.repeat(50)]: 1 },
        { level: 'fatal', message: 'grave' },
        { message: 'own stack', stack: 'Odd: own stack\n    at there (https://cdn.example/a.js:1:2)\n    at here (https://cdn.example/b.js:3:4)' },
        { message: 'own stacktrace', stacktrace: 'there@https://cdn.example/a.js:1:2\nhere@https://cdn.example/b.js:3:4', stack: 'x' },
        { message: 'no stack', stack: '' },
      ]
      for (const thing of things) posthog.captureException(thing)
    },
    wait('4s'),
  ],
})
