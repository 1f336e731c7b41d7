import { scenario, wait } from '../../support/scenario.ts'

export default scenario('many errors of a kind', {
  page: { config: { capture_exceptions: true } },
  steps: [
    wait('1s'),
    () => {
      const told = window.onerror as (...words: unknown[]) => unknown
      for (let i = 0; i < 14; i++) told('m', '', 0, 0, new TypeError('t' + i))
      for (let i = 0; i < 3; i++) told('m', '', 0, 0, new RangeError('r' + i))
    },
    wait('9s'),
    () => (window.onerror as any)('m', '', 0, 0, new TypeError('too early')),
    wait('13s'),
    () => {
      for (let i = 0; i < 3; i++) (window.onerror as any)('m', '', 0, 0, new TypeError('again' + i))
    },
    () => {
      for (let i = 0; i < 12; i++) posthog.captureException(new TypeError('by hand' + i))
    },
    wait('4s'),
  ],
})
