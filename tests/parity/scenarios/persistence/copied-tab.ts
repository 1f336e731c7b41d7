import { open, scenario, tab, wait } from '../../support/scenario.ts'

export default scenario('a tab that was made a copy of another', {
  steps: [
    open('/one'),
    wait('4s'),
    () => localStorage.setItem('copy', JSON.stringify({ ...sessionStorage })),
    tab('copy'),
    open('/two', {
      before: () => {
        for (const [key, value] of Object.entries(JSON.parse(localStorage.copy))) sessionStorage.setItem(key, String(value))
      },
    }),
    wait('4s'),
    () => posthog.capture('in the copy'),
    wait('4s'),
  ],
})
