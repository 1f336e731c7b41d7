// The form that puts something on a board.
import { type FormEvent, useRef, useState } from 'react'
import { Link } from '../router'
import { createItem, roomLeft } from '../state/board-actions'
import type { Board, Company, ItemKind } from '../state/model'
import { type Choice, Choices, Field } from './field'
import { toast } from './toast'

const KINDS: Choice<ItemKind>[] = [
  { value: 'link', label: 'Link' },
  { value: 'note', label: 'Note' },
  { value: 'quote', label: 'Quote' },
]

export function AddItem({ board, company }: { board: Board; company: Company }) {
  const [kind, setKind] = useState<ItemKind>('link')
  const form = useRef<HTMLFormElement>(null)
  const room = roomLeft(company)

  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    createItem(board, { kind, title: text('title'), note: text('note'), link: text('link') })
    form.current?.reset()
    form.current?.querySelector<HTMLInputElement>('input[name=title]')?.focus()
    toast('Added.')
  }

  if (room <= 0) {
    return (
      <p className="card form">
        Your plan is full. <Link href="/plans">See the plans</Link>
      </p>
    )
  }
  return (
    <form ref={form} className="card form add" onSubmit={add} aria-label="New item">
      <Choices legend="Kind" name="kind" choices={KINDS} value={kind} onChoose={setKind} />
      <Field label={kind === 'quote' ? 'Who said it' : 'Title'} name="title" required autoComplete="off" />
      {kind === 'link' && <Field label="Address" name="link" type="url" placeholder="https://" autoComplete="off" />}
      <div className="field">
        <label htmlFor="item-note">{kind === 'quote' ? 'Words' : 'Note'}</label>
        <textarea id="item-note" name="note" rows={3} required={kind === 'quote'} />
      </div>
      <button className="button main">Add item</button>
    </form>
  )
}
