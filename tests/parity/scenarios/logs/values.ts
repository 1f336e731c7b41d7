import { scenario, wait } from '../../support/scenario.ts'

export default scenario('values of all kinds', {
  page: { config: {} },
  steps: [
    wait('1s'),
    () => {
      const cyclic: any = { name: 'c' }
      cyclic.self = cyclic
      const twice = { a: 1 }
      let deep: any = 'bottom'
      for (let i = 0; i < 25; i++) deep = { deep }
      posthog.captureLog({
        body: 'values \ud83d end',
        attributes: {
          bool: true, int: 5, negative: -0, float: 1.5, huge: 2 ** 60, huger: 1e300, nan: NaN, infinite: -Infinity, big: 12345678901234567890n, bigger: 5n,
          text: 'a\ud800b', empty: '', nothing: null, absent: undefined, date: new Date(0), invalid: new Date(NaN), call: () => 1, symbol: Symbol('s'),
          list: [1, null, 'x', [2.5], { a: undefined, b: 2 }], object: { a: { b: 'c' } }, cyclic, twice: [twice, twice], deep,
          json: { toJSON: () => ({ from: 'json' }) }, broken: { toJSON: () => { throw new Error('no') }, kept: 1 }, long: Array.from({ length: 1200 }, (_, i) => i),
          map: new Map([[1, 2]]), error: new Error('e').message, '': 'no key', get throws(): string { throw new Error('getter') }, inner: { get throws(): string { throw new Error('getter') }, after: 1 },
          url: new URL('https://a.example/'), regexp: /x/g, typed: new Uint8Array([1, 2]),
        } as any,
      })
    },
    wait('4s'),
  ],
})
