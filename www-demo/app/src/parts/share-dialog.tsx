// Share one item: copy its address, write an e-mail, or show it to the team.
import { type FormEvent, useState } from 'react'
import { shareItem } from '../state/board-actions'
import type { Channel, Item } from '../state/model'
import { Dialog } from './dialog'
import { type Choice, Choices } from './field'
import { toast } from './toast'

const CHANNELS: Choice<Channel>[] = [
  { value: 'link', label: 'Copy a link', hint: 'Whoever has it can read the item' },
  { value: 'email', label: 'By e-mail', hint: 'Opens your mail program' },
  { value: 'team', label: 'With my team', hint: 'Marks it as shared for everybody' },
]
const DONE: Record<Channel, string> = { link: 'Link copied.', email: 'Shared by e-mail.', team: 'Shared with your team.' }

export function ShareDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const [channel, setChannel] = useState<Channel>('link')
  const address = `${location.origin}/shared/${item.id}`

  const share = (event: FormEvent) => {
    event.preventDefault()
    if (channel === 'email') location.href = `mailto:?subject=${encodeURIComponent(item.title)}&body=${encodeURIComponent(address)}`
    // Copying can be refused; the address is in the dialog to copy by hand.
    if (channel === 'link') navigator.clipboard?.writeText(address).catch(() => undefined)
    shareItem(item, channel)
    toast(DONE[channel])
    onClose()
  }

  return (
    <Dialog title="Share item" onClose={onClose}>
      <form onSubmit={share} className="stack">
        <Choices legend="How" name="channel" choices={CHANNELS} value={channel} onChoose={setChannel} />
        <a className="address ph-no-capture" href={address} target="_blank" rel="noopener">
          {address}
        </a>
        <div className="row ends">
          <button type="button" className="button quiet" onClick={onClose}>
            Close
          </button>
          <button className="button main">Share now</button>
        </div>
      </form>
    </Dialog>
  )
}
