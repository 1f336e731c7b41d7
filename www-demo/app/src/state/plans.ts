// What the plans cost and hold.
import type { PaidPlan, Plan } from './model'

export interface PlanFacts {
  id: Plan
  name: string
  perSeat: number
  items: number
  points: string[]
}

export const PLANS: PlanFacts[] = [
  { id: 'free', name: 'Free', perSeat: 0, items: 25, points: ['25 items', 'As many boards as you like', 'Export in every format'] },
  { id: 'team', name: 'Team', perSeat: 6, items: 1000, points: ['1,000 items', 'Help by e-mail', 'One invoice for all seats'] },
  { id: 'business', name: 'Business', perSeat: 14, items: Infinity, points: ['Items without end', 'Audit trail', 'A person to call'] },
]

export const factsOf = (plan: Plan): PlanFacts => PLANS.find((facts) => facts.id === plan) ?? (PLANS[0] as PlanFacts)

export const monthlyValue = (plan: Plan, seats: number): number => factsOf(plan).perSeat * seats

export const isPaid = (plan: Plan): plan is PaidPlan => plan !== 'free'

export const rank = (plan: Plan): number => PLANS.findIndex((facts) => facts.id === plan)
