// The form that puts something on a board. Behind the flag ai-features-beta it suggests titles, as many a day as the flag's payload says.
import { type FormEvent, useRef, useState } from 'react'
import { track } from '../analytics'
import { useSuggestionsADay } from '../flags'
import { Link } from '../router'
import { createItem, roomLeft } from '../state/board-actions'
import type { Board, Company, ItemKind } from '../state/model'
import { suggestionsLeft, suggestTitle } from '../state/suggestions'
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
  const aDay = useSuggestionsADay()
  const [left, setLeft] = useState<number>()

  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    createItem(board, { kind, title: text('title'), note: text('note'), link: text('link') })
    form.current?.reset()
    form.current?.querySelector<HTMLInputElement>('input[name=title]')?.focus()
    toast('Added.')
  }

  const suggest = () => {
    const fields = new FormData(form.current ?? undefined)
    const title = suggestTitle(aDay, { note: String(fields.get('note') ?? ''), link: String(fields.get('link') ?? '') })
    const input = form.current?.querySelector<HTMLInputElement>('input[name=title]')
    setLeft(suggestionsLeft(aDay))
    if (!title || !input) return toast('Write a note first.')
    input.value = title
    track('feature_used', { feature: 'suggest_title', board_id: board.id })
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
      {aDay > 0 && (
        <button type="button" className="button" disabled={(left ?? suggestionsLeft(aDay)) === 0} onClick={suggest}>
          Suggest a title <small>{left ?? suggestionsLeft(aDay)} left today</small>
        </button>
      )}
      <button className="button main">Add item</button>
    </form>
  )
}
