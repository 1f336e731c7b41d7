// `web-vitals.js` and `web-vitals-soft-navs.js`: the metrics alone.
import { offer } from './offer.js'
import { onCLS, onFCP, onINP, onLCP } from 'web-vitals'

offer({ onLCP, onCLS, onFCP, onINP })
