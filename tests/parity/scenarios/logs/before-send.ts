import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the page looks at lines before they are sent', {
  page: {
    config: {
      logs: {
        beforeSend: [
          (line: any) => {
            note('hook', line.body, line.level)
            if (line.body === 'throw') throw new Error('hook')
            return line.body === 'drop' ? null : { ...line, body: line.body === 'blank' ? '' : line.body + '!', attributes: { ...line.attributes, seen: true } }
          },
          (line: any) => ({ ...line, level: 'error' }),
        ],
      },
    },
  },
  steps: [
    wait('1s'),
    () => {
      for (const body of ['a', 'drop', 'blank', 'throw', 'b']) posthog.captureLog({ body, attributes: { body } })
    },
    wait('4s'),
  ],
})
