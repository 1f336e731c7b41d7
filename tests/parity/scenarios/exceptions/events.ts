import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('events that are captured as exceptions', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => {
      const promise = Promise.resolve()
      const rejected = (reason: unknown): Event => new PromiseRejectionEvent('unhandledrejection', { promise, reason })
      const self: any = new CustomEvent('unhandledrejection', { detail: { reason: new Error('of a library') } })
      const things: unknown[] = [
        new ErrorEvent('error', { error: new TypeError('in it'), message: 'not this' }),
        new ErrorEvent('error', { error: 'words', message: 'not this' }),
        new ErrorEvent('error', { message: 'Uncaught SyntaxError: bad', filename: 'https://cdn.example/a.js', lineno: 3, colno: 4 }),
        new ErrorEvent('error', { message: 'no line', filename: 'https://cdn.example/a.js' }),
        new ErrorEvent('error', { message: 'no file', lineno: 3 }),
        new ErrorEvent('error', {}),
        rejected(new Error('reason')),
        rejected('words'),
        rejected(undefined),
        rejected(7),
        rejected({ code: 7 }),
        rejected(rejected(new Error('deep'))),
        self,
        new CustomEvent('unhandledrejection', { detail: { reason: 'words' } }),
        new CustomEvent('other', { detail: { no: 1 } }),
        new CustomEvent('other', { detail: 'words' }),
        new Event('plain'),
        new MouseEvent('click'),
      ]
      for (const thing of things) posthog.captureException(thing)
    },
    wait('4s'),
  ],
})
