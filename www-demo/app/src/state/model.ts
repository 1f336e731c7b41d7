// What Burr keeps: accounts, their companies, boards and the items on them.
export type Plan = 'free' | 'team' | 'business'
export type PaidPlan = Exclude<Plan, 'free'>
export type ItemKind = 'link' | 'note' | 'quote'
export type UseCase = 'research' | 'design' | 'reading' | 'recipes'
export type Channel = 'link' | 'email' | 'team'
export type ExportFormat = 'csv' | 'markdown' | 'json'

export interface Account {
  id: string
  email: string
  name: string
  salt: string
  passwordHash: string
  createdAt: number
  companyId: string | null
}

export interface Company {
  id: string
  name: string
  seats: number
  useCase: UseCase
  plan: Plan
  paidSince: number | null
}

export interface Board {
  id: string
  companyId: string
  name: string
  createdAt: number
}

export interface Item {
  id: string
  boardId: string
  kind: ItemKind
  title: string
  note: string
  link: string
  pinned: boolean
  shares: number
  createdAt: number
}

export interface Data {
  accounts: Account[]
  companies: Company[]
  boards: Board[]
  items: Item[]
  /** The account that is logged in on this device. */
  currentId: string | null
}

export const EMPTY: Data = { accounts: [], companies: [], boards: [], items: [], currentId: null }
