// What a person can do about their account and company. Each action changes the data first and then says so to analytics.
import { forgetUser, groupByCompany, identifyUser, track, updatePerson } from '../analytics'
import type { CancelReason } from '../taxonomy'
import type { Company, PaidPlan, UseCase } from './model'
import { hashPassword } from './passwords'
import { isPaid, monthlyValue } from './plans'
import { change, currentAccount, currentCompany, getData } from './store'

const DAY = 86_400_000

/** Returns what went wrong, for the form. */
export async function signUp(form: { name: string; email: string; password: string; newsletter: boolean }): Promise<string | undefined> {
  const email = form.email.trim().toLowerCase()
  if (getData().accounts.some((account) => account.email === email)) return 'There is an account with this e-mail. Log in instead.'
  const salt = crypto.randomUUID()
  const passwordHash = await hashPassword(form.password, salt)
  const account = { id: crypto.randomUUID(), email, name: form.name.trim(), salt, passwordHash, createdAt: Date.now(), companyId: null }
  change({ accounts: [...getData().accounts, account], currentId: account.id })
  identifyUser(account, undefined)
  track('user_signed_up', { method: 'email', newsletter: form.newsletter })
  return undefined
}

/** Returns what went wrong, for the form. */
export async function logIn(form: { email: string; password: string }): Promise<string | undefined> {
  const email = form.email.trim().toLowerCase()
  const account = getData().accounts.find((known) => known.email === email)
  // Accounts live in this browser; one made elsewhere is not known here.
  if (!account || (await hashPassword(form.password, account.salt)) !== account.passwordHash) {
    return 'No account on this device has this e-mail and password.'
  }
  change({ currentId: account.id })
  const company = currentCompany()
  identifyUser(account, company)
  if (company) groupByCompany(company)
  track('user_logged_in', { method: 'email', days_since_sign_up: Math.floor((Date.now() - account.createdAt) / DAY) })
  return undefined
}

export function logOut(): void {
  change({ currentId: null })
  forgetUser()
}

/** The answers of the onboarding; returns the id of the first board. */
export function completeOnboarding(answers: { company: string; seats: number; useCase: UseCase; board: string; seconds: number }): string {
  const { accounts, companies, boards, currentId } = getData()
  const company: Company = {
    id: crypto.randomUUID(), name: answers.company.trim(), seats: answers.seats, useCase: answers.useCase, plan: 'free', paidSince: null,
  }
  const board = { id: crypto.randomUUID(), companyId: company.id, name: answers.board.trim(), createdAt: Date.now() }
  change({
    accounts: accounts.map((account) => (account.id === currentId ? { ...account, companyId: company.id } : account)),
    companies: [...companies, company],
    boards: [...boards, board],
  })
  groupByCompany(company)
  track('user_onboarding_completed', { steps: 3, seconds: answers.seconds, use_case: answers.useCase, company_seats: answers.seats })
  return board.id
}

export function renamePerson(name: string): void {
  const id = currentAccount()?.id
  change({ accounts: getData().accounts.map((account) => (account.id === id ? { ...account, name } : account)) })
  updatePerson({ name })
}

export function changeCompany(part: Partial<Company>): Company | undefined {
  const id = currentCompany()?.id
  change({ companies: getData().companies.map((company) => (company.id === id ? { ...company, ...part } : company)) })
  const company = currentCompany()
  if (company) groupByCompany(company)
  return company
}

export function choosePlan(plan: PaidPlan): void {
  const before = currentCompany()
  if (!before) return
  const money = { seats: before.seats, monthly_value: monthlyValue(plan, before.seats), currency: 'EUR' as const }
  changeCompany({ plan, paidSince: before.paidSince ?? Date.now() })
  updatePerson({ plan })
  // What the experiment on the plans page is about.
  track('plan_chosen', { plan, from_plan: before.plan })
  if (isPaid(before.plan)) track('subscription_upgraded', { from_plan: before.plan, to_plan: plan, ...money })
  else track('subscription_started', { plan, ...money })
}

export function cancelPlan(reason: CancelReason): void {
  const before = currentCompany()
  if (!before || !isPaid(before.plan)) return
  changeCompany({ plan: 'free', paidSince: null })
  updatePerson({ plan: 'free' })
  track('subscription_canceled', {
    plan: before.plan, reason, days_subscribed: Math.floor((Date.now() - (before.paidSince ?? Date.now())) / DAY),
  })
}
