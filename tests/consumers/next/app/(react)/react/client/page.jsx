// Rendered once, while building: nothing is known of any visitor.
import { Given } from '../../providers'
import Shown from '../../shown'

export default function Page() {
  return (
    <Given>
      <Shown />
    </Given>
  )
}
