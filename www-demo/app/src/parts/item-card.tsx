// One item on a board. What people wrote is marked ph-no-capture, and the buttons get their full names by reference (aria-labelledby), so that
// no word of it ends up in the attributes or texts that autocapture collects.
import { toast } from './toast'
import { deleteItem, pinItem } from '../state/board-actions'
import type { Item, ItemKind } from '../state/model'

const NAMES: Record<ItemKind, string> = { link: 'Link', note: 'Note', quote: 'Quote' }

export function ItemCard({ item, onShare }: { item: Item; onShare: () => void }) {
  const title = `title-${item.id}`
  const remove = () => {
    deleteItem(item)
    toast('Deleted.')
  }
  const action = (name: string, label: string, act: () => void, pressed?: boolean) => (
    <button
      type="button" className="button quiet small" id={`${name}-${item.id}`} aria-labelledby={`${name}-${item.id} ${title}`}
      aria-pressed={pressed} onClick={act}
    >
      {label}
    </button>
  )
  return (
    <li className={`card item ${item.kind}`}>
      <p className="kind">
        {NAMES[item.kind]}
        {item.pinned && ', pinned'}
        {item.shares > 0 && `, shared ${item.shares === 1 ? 'once' : `${item.shares} times`}`}
      </p>
      <div className="ph-no-capture">
        <ItemText item={item} titleId={title} />
      </div>
      <div className="row actions">
        {action('share', 'Share', onShare)}
        {action('pin', 'Pin', () => pinItem(item), item.pinned)}
        {action('delete', 'Delete', remove)}
      </div>
    </li>
  )
}

export function ItemText({ item, titleId }: { item: Item; titleId?: string }) {
  if (item.kind === 'quote') {
    return (
      <figure>
        <blockquote>{item.note}</blockquote>
        <figcaption id={titleId}>{item.title}</figcaption>
      </figure>
    )
  }
  return (
    <>
      <h2 id={titleId}>{item.title}</h2>
      {/^https?:/.test(item.link) && (
        <a href={item.link} target="_blank" rel="noopener noreferrer">
          {new URL(item.link).host}
        </a>
      )}
      {item.note && <p>{item.note}</p>}
    </>
  )
}
