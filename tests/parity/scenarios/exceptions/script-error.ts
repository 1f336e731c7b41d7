import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what browsers tell of scripts from elsewhere, and of old ones', {
  page: { config: { capture_exceptions: true } },
  steps: [
    wait('1s'),
    () => {
      const told = window.onerror as (...words: unknown[]) => unknown
      return [
        told('Script error.', '', 0, 0, null),
        told('Uncaught TypeError: no column', 'https://cdn.example/a.js', 3, undefined),
        told('with a place', 'https://cdn.example/a.js', 3, 4, undefined),
        told('with an error', 'https://cdn.example/a.js', 3, 4, 'this'),
        told(new Event('error')),
        told('only words'),
      ]
    },
    wait('4s'),
  ],
})
