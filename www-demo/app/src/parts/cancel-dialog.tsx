// Cancel the plan and say why.
import { type FormEvent, useState } from 'react'
import { cancelPlan } from '../state/account-actions'
import type { CancelReason } from '../taxonomy'
import { Dialog } from './dialog'
import { type Choice, Choices } from './field'
import { toast } from './toast'

const REASONS: Choice<CancelReason>[] = [
  { value: 'too_expensive', label: 'It costs too much' },
  { value: 'missing_feature', label: 'Something is missing' },
  { value: 'trying_out', label: 'I was trying it out' },
  { value: 'other', label: 'Something else' },
]

export function CancelDialog({ onClose }: { onClose: () => void }) {
  const [reason, setReason] = useState<CancelReason>('trying_out')
  const cancel = (event: FormEvent) => {
    event.preventDefault()
    cancelPlan(reason)
    toast('Your plan is canceled. You are on Free now.')
    onClose()
  }
  return (
    <Dialog title="Cancel the plan" onClose={onClose}>
      <form onSubmit={cancel} className="stack">
        <Choices legend="Why are you leaving it?" name="reason" choices={REASONS} value={reason} onChoose={setReason} />
        <div className="row ends">
          <button type="button" className="button quiet" onClick={onClose}>
            Keep the plan
          </button>
          <button className="button main">Cancel now</button>
        </div>
      </form>
    </Dialog>
  )
}
