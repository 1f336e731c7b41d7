// One board: add items, find, pin, share and export them.
import { useRef, useState } from 'react'
import { track } from '../analytics'
import { AddItem } from '../parts/add-item'
import { ExportDialog } from '../parts/export-dialog'
import { ItemCard } from '../parts/item-card'
import { ShareDialog } from '../parts/share-dialog'
import { Link } from '../router'
import type { Board, Company, Item } from '../state/model'
import { itemsOf, useData } from '../state/store'

export function BoardPage({ board, company }: { board: Board; company: Company }) {
  const items = itemsOf(useData(), board)
  const [search, setSearch] = useState('')
  const [sharing, setSharing] = useState<Item>()
  const [exporting, setExporting] = useState(false)
  const searched = useRef(false)

  const find = (text: string) => {
    setSearch(text)
    // Once per visit of the board, not per letter.
    if (!searched.current) track('feature_used', { feature: 'search', board_id: board.id })
    searched.current = true
  }
  const wanted = search.trim().toLowerCase()
  const shown = items
    .filter((item) => `${item.title} ${item.note} ${item.link}`.toLowerCase().includes(wanted))
    .sort((one, other) => Number(other.pinned) - Number(one.pinned))

  return (
    <>
      <div className="head">
        <div>
          <p className="soft">
            <Link href="/boards">Boards</Link>
          </p>
          <h1 tabIndex={-1} className="ph-no-capture">
            {board.name}
          </h1>
        </div>
        <div className="row">
          {items.length > 0 && (
            <input
              type="search" className="search" aria-label="Search this board" placeholder="Search" value={search}
              onChange={(event) => find(event.target.value)}
            />
          )}
          <button type="button" className="button" disabled={items.length === 0} onClick={() => setExporting(true)}>
            Export board
          </button>
        </div>
      </div>
      <div className="board-page">
        <AddItem board={board} company={company} />
        {items.length === 0 && <p className="empty soft">Nothing has stuck yet. Add the first thing worth keeping.</p>}
        {items.length > 0 && shown.length === 0 && <p className="empty soft">Nothing here matches.</p>}
        {shown.length > 0 && (
          <ul className="grid items" aria-label="Items">
            {shown.map((item) => (
              <ItemCard key={item.id} item={item} onShare={() => setSharing(item)} />
            ))}
          </ul>
        )}
      </div>
      {sharing && <ShareDialog item={sharing} onClose={() => setSharing(undefined)} />}
      {exporting && <ExportDialog board={board} count={items.length} onClose={() => setExporting(false)} />}
    </>
  )
}
