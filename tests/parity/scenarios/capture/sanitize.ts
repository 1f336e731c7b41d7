import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the old sanitize_properties', {
  page: {
    config: {
      sanitize_properties: (properties: any, name: string) => {
        note('sanitize', name, Object.keys(properties).length > 5)
        return { ...properties, cleaned: true, $current_url: undefined }
      },
    },
  },
  steps: [wait('1s'), () => posthog.capture('x', { a: 1 }, { $set: { b: 2 } }), wait('4s')],
})
