// What somebody sees who follows the address of a shared item. No account is needed.
import { useEffect } from 'react'
import { track } from '../analytics'
import { ItemText } from '../parts/item-card'
import { Link } from '../router'
import { useData } from '../state/store'

export function SharedPage({ itemId }: { itemId: string }) {
  const item = useData().items.find((candidate) => candidate.id === itemId)
  const boardId = item?.boardId
  useEffect(() => {
    if (boardId) track('feature_used', { feature: 'shared_page', board_id: boardId })
  }, [boardId])
  return (
    <div className="narrow">
      <h1 tabIndex={-1}>{item ? 'Shared with you' : 'This item is gone'}</h1>
      {item ? (
        <article className={`card item ${item.kind} ph-no-capture`}>
          <ItemText item={item} />
        </article>
      ) : (
        <p>It was deleted, or it lives in another browser: this demo keeps everything where it was made.</p>
      )}
      <p>
        <Link href="/">What is Burr?</Link>
      </p>
    </div>
  )
}
