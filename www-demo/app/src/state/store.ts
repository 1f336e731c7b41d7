// The one copy of the data on this page, kept in localStorage and shared with other tabs. Components read it by hooks; only actions change it.
import { useSyncExternalStore } from 'react'
import { read, write } from './local'
import { type Account, type Board, type Company, type Data, EMPTY, type Item } from './model'

const KEY = 'burr.data'
const listeners = new Set<() => void>()
let data = load()

window.addEventListener('storage', (event) => {
  if (event.key !== KEY) return
  data = load()
  listeners.forEach((listener) => listener())
})

export const getData = (): Data => data

export function change(part: Partial<Data>): void {
  data = { ...data, ...part }
  write(KEY, JSON.stringify(data))
  listeners.forEach((listener) => listener())
}

export function useData(): Data {
  return useSyncExternalStore(subscribe, getData)
}

export const currentAccount = (from: Data = data): Account | undefined => from.accounts.find((account) => account.id === from.currentId)

export function currentCompany(from: Data = data): Company | undefined {
  const companyId = currentAccount(from)?.companyId
  return from.companies.find((company) => company.id === companyId)
}

export const boardsOf = (from: Data, company: Company): Board[] => from.boards.filter((board) => board.companyId === company.id)

export const itemsOf = (from: Data, board: Board): Item[] => from.items.filter((item) => item.boardId === board.id)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function load(): Data {
  try {
    return { ...EMPTY, ...(JSON.parse(read(KEY) ?? '{}') as Partial<Data>) }
  } catch {
    return EMPTY
  }
}
