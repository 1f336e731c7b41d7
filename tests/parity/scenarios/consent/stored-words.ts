import { open, scenario } from '../../support/scenario.ts'

export default scenario('answers that others stored', {
  steps: [
    ...['yes', 'no', 'true', 'false', '1', '0', 'maybe', 'YES'].flatMap((word) => [
      open(`/${word}`, { config: { capture_pageview: false }, before: new Function(`localStorage.setItem('__ph_opt_in_out_phc_parity', '${word}')`) as () => void }),
      () => posthog.get_explicit_consent_status(),
    ]),
  ],
})
