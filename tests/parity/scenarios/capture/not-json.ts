import { scenario, wait } from '../../support/scenario.ts'

export default scenario('values that JSON has no word for', {
  steps: [
    wait('1s'),
    () =>
      posthog.capture('odd', {
        date: new Date(0),
        map: new Map([[1, 2]]),
        set: new Set([1]),
        f: () => 1,
        u: undefined,
        nan: NaN,
        inf: Infinity,
        big: 12345678901234567890n,
        regexp: /x/g,
        error: new TypeError('broken'),
        hole: [1, undefined, 3],
        url: new URL('https://www.shop.example/x'),
        bytes: new Uint8Array([1, 2]),
      }),
    wait('4s'),
  ],
})
