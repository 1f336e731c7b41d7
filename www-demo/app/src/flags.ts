// The flags Burr knows, and what they decide. A part of the page that depends on a flag uses its hook: only then is the flag looked at, and only
// who sees that part counts as having been shown it. Until flags arrive, and if they never do, everything is as without them.
import { useEffect, useState } from 'react'
import { flagIsOn, onFlags, payloadOf, variantOf } from './analytics'
import type { Plan } from './state/model'

export const NEW_DASHBOARD = 'new-dashboard-v2'
export const AI_FEATURES = 'ai-features-beta'
export const PRICING_PAGE = 'pricing-page-experiment'

/** The boards page begins with what was added last. */
export const useNewDashboard = (): boolean => useFlags((tell) => flagIsOn(NEW_DASHBOARD, tell))

/** How many titles a day may be suggested; none is 0. */
export const useSuggestionsADay = (): number =>
  useFlags((tell) => {
    if (!flagIsOn(AI_FEATURES, tell)) return 0
    const { suggestions_a_day: limit } = fields(payloadOf(AI_FEATURES))
    return typeof limit === 'number' ? limit : 5
  })

export interface PricingPage {
  variant: 'control' | 'test'
  headline: string
  highlight: Plan | undefined
}

const CONTROL: PricingPage = { variant: 'control', headline: 'Plans', highlight: undefined }

export const usePricingPage = (): PricingPage =>
  useFlags((tell) => {
    if (variantOf(PRICING_PAGE, tell) !== 'test') return CONTROL
    const { headline, highlight } = fields(payloadOf(PRICING_PAGE))
    return {
      variant: 'test',
      headline: typeof headline === 'string' ? headline : CONTROL.headline,
      highlight: highlight === 'team' || highlight === 'business' ? highlight : undefined,
    }
  })

export interface Reading {
  key: string
  value: string
  payload: string
}

/** All flags as they are now, without telling that they were looked at. */
export const useReadings = (): Reading[] =>
  useFlags(() =>
    [NEW_DASHBOARD, AI_FEATURES, PRICING_PAGE].map((key) => ({
      key,
      value: variantOf(key, false) ?? (flagIsOn(key, false) ? 'on' : 'off'),
      payload: JSON.stringify(payloadOf(key)) ?? '',
    })),
  )

/** What `read` makes of the flags; again whenever they come. What an earlier visit left is there at once. */
function useFlags<Value>(read: (tell: boolean) => Value): Value {
  const [value, set] = useState(() => read(false))
  useEffect(() => {
    const take = () => {
      const next = read(true)
      set((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }
    return onFlags(take)
    // What is read does not change while a part is there.
  }, [])
  return value
}

const fields = (payload: unknown): Record<string, unknown> => (typeof payload === 'object' && payload !== null ? { ...payload } : {})
