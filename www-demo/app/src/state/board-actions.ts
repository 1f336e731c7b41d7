// What a person can do with boards and items. Each action changes the data first and then says so to analytics.
import { track } from '../analytics'
import { boardFile, download } from './export'
import type { Board, Channel, Company, ExportFormat, Item } from './model'
import { factsOf } from './plans'
import { boardsOf, change, getData, itemsOf } from './store'

export function createBoard(company: Company, name: string): string {
  const board = { id: crypto.randomUUID(), companyId: company.id, name: name.trim(), createdAt: Date.now() }
  change({ boards: [...getData().boards, board] })
  track('feature_used', { feature: 'create_board', board_id: board.id })
  return board.id
}

export function roomLeft(company: Company): number {
  const data = getData()
  const used = boardsOf(data, company).reduce((sum, board) => sum + itemsOf(data, board).length, 0)
  return factsOf(company.plan).items - used
}

export function createItem(board: Board, form: Pick<Item, 'kind' | 'title' | 'note' | 'link'>): void {
  const item: Item = { ...form, id: crypto.randomUUID(), boardId: board.id, pinned: false, shares: 0, createdAt: Date.now() }
  change({ items: [item, ...getData().items] })
  track('item_created', {
    item_id: item.id,
    board_id: board.id,
    kind: item.kind,
    has_link: item.link !== '',
    has_note: item.note !== '',
    items_on_board: itemsOf(getData(), board).length,
  })
}

export function shareItem(item: Item, channel: Channel): void {
  changeItem(item, { shares: item.shares + 1 })
  track('item_shared', { item_id: item.id, board_id: item.boardId, kind: item.kind, channel })
}

export function pinItem(item: Item): void {
  changeItem(item, { pinned: !item.pinned })
  track('feature_used', { feature: 'pin_item', board_id: item.boardId })
}

export function deleteItem(item: Item): void {
  change({ items: getData().items.filter((other) => other.id !== item.id) })
  track('feature_used', { feature: 'delete_item', board_id: item.boardId })
}

export function exportBoard(board: Board, format: ExportFormat): string {
  const items = itemsOf(getData(), board)
  const file = boardFile(board, items, format)
  download(file)
  track('export_completed', { board_id: board.id, format, item_count: items.length, bytes: file.size })
  return file.name
}

function changeItem(item: Item, part: Partial<Item>): void {
  change({ items: getData().items.map((other) => (other.id === item.id ? { ...other, ...part } : other)) })
}
