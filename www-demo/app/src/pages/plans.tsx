// The plans: start, upgrade, cancel. Nothing is charged. There is an experiment on it: the test says what a year costs and recommends a plan.
import { useState } from 'react'
import { type PricingPage, usePricingPage } from '../flags'
import { CancelDialog } from '../parts/cancel-dialog'
import { toast } from '../parts/toast'
import { choosePlan } from '../state/account-actions'
import type { Company } from '../state/model'
import { factsOf, isPaid, monthlyValue, PLANS, type PlanFacts, rank } from '../state/plans'

export function PlansPage({ company }: { company: Company }) {
  const [canceling, setCanceling] = useState(false)
  const page = usePricingPage()
  return (
    <>
      <div className="head">
        <div>
          <h1 tabIndex={-1}>{page.headline}</h1>
          <p className="soft">
            You are on {factsOf(company.plan).name} with {company.seats} {company.seats === 1 ? 'seat' : 'seats'}
            {isPaid(company.plan) && `, €${monthlyValue(company.plan, company.seats)} a month`}. This is a demo: nothing is charged.
          </p>
        </div>
        {isPaid(company.plan) && (
          <button type="button" className="button" onClick={() => setCanceling(true)}>
            Cancel plan
          </button>
        )}
      </div>
      <ul className="grid plans" data-variant={page.variant}>
        {PLANS.map((facts) => (
          <PlanCard key={facts.id} facts={facts} company={company} page={page} />
        ))}
      </ul>
      {canceling && <CancelDialog onClose={() => setCanceling(false)} />}
    </>
  )
}

function PlanCard({ facts, company, page }: { facts: PlanFacts; company: Company; page: PricingPage }) {
  const current = company.plan === facts.id
  const choose = (plan: PlanFacts['id']) => () => {
    if (!isPaid(plan)) return
    choosePlan(plan)
    toast(`You are on ${facts.name} now.`)
  }
  const recommended = page.highlight === facts.id && !current
  return (
    <li className={`card plan${current ? ' current' : ''}${recommended ? ' recommended' : ''}`}>
      <h2>{facts.name}</h2>
      {recommended && <p className="pick">Most teams take this one</p>}
      {page.variant === 'test' ? (
        <p className="price">
          €{facts.perSeat * 12} <small>a seat, a year: €{facts.perSeat} a month</small>
        </p>
      ) : (
        <p className="price">
          €{facts.perSeat} <small>a seat, a month</small>
        </p>
      )}
      <ul>
        {facts.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {current && <p className="yours">Your plan</p>}
      {rank(facts.id) > rank(company.plan) && (
        <button type="button" className="button main" onClick={choose(facts.id)}>
          {isPaid(company.plan) ? 'Upgrade to' : 'Start'} {facts.name}
        </button>
      )}
    </li>
  )
}
