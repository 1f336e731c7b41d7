import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('what builds leave in the page', {
  page: {
    config: { capture_exceptions: READY },
    before: () => {
      const at = (file: string) => `Error\n    at ${file}:1:2\n    at https://www.shop.example/loader.js:3:4`
      Object.assign(window, {
        _posthogReleaseId: 'release-7',
        _posthogChunkIds: { [at('https://www.shop.example/a.js')]: 'chunk-a', [at('https://www.shop.example/empty.js')]: '', 'no stack': 'none' },
        _debugIds: { [at('https://www.shop.example/a.js')]: 'debug-a', [at('https://www.shop.example/b.js')]: 'debug-b' },
      })
    },
  },
  steps: [
    wait('1s'),
    () => {
      const stack = 'Error: x\n    at f (https://www.shop.example/a.js:5:6)\n    at g (https://www.shop.example/b.js:7:8)\n    at h (https://www.shop.example/empty.js:1:1)\n    at i (https://www.shop.example/loader.js:9:9)'
      posthog.captureException(Object.assign(new Error('x'), { stack }))
    },
    () => void posthog.captureException(new Error('y'), { $release_id: 'own' }),
    () => {
      ;(window as any)._posthogReleaseId = 7
      posthog.captureException(new Error('z'))
    },
    wait('4s'),
  ],
})
