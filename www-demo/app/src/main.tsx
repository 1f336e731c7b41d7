// Starts Burr: analytics first, so that the page view of the landing page is not missed, then the app.
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { startAnalytics } from './analytics'
import { tellLedger } from './ledger'
import { watchSdk } from './sdk-state'
import { watchEvents } from './seen'
import { applyTheme } from './theme'
import './styles.css'

applyTheme()
startAnalytics()
watchSdk()
watchEvents()
tellLedger()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
