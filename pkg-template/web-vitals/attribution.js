// `web-vitals-with-attribution.js` and `web-vitals-with-attribution-soft-navs.js`: the metrics with what they are about, and alone for those that are
// wanted so.
import { offer } from './offer.js'
import { onCLS, onFCP, onINP, onLCP } from 'web-vitals/attribution'
import * as plain from 'web-vitals'

offer({
    onLCP,
    onCLS,
    onFCP,
    onINP,
    withoutAttribution: { onLCP: plain.onLCP, onCLS: plain.onCLS, onFCP: plain.onFCP, onINP: plain.onINP },
})
