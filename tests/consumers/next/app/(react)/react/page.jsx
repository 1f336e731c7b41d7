// Rendered on the server at each request, with flags that the server knows of the visitor.
import { Started } from '../providers'
import Shown from '../shown'

export const dynamic = 'force-dynamic'

export default function Page() {
  const bootstrap = {
    distinctID: 'user-from-server',
    featureFlags: { 'new-dashboard-v2': true, 'switched-off': false, 'pricing-page-experiment': 'variant_b' },
    featureFlagPayloads: { 'pricing-page-experiment': { discount: 10 } },
  }
  return (
    <Started bootstrap={bootstrap}>
      <Shown />
    </Started>
  )
}
