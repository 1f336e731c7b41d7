// All boards of the company. Behind the flag new-dashboard-v2 it begins with what was added last, on whichever board.
import { type FormEvent, useState } from 'react'
import { useNewDashboard } from '../flags'
import { Field } from '../parts/field'
import { Link, navigate } from '../router'
import { createBoard } from '../state/board-actions'
import type { Company, Data } from '../state/model'
import { boardsOf, itemsOf, useData } from '../state/store'

const LATEST = 5

export function BoardsPage({ company }: { company: Company }) {
  const data = useData()
  const [name, setName] = useState('')
  const newDashboard = useNewDashboard()
  const add = (event: FormEvent) => {
    event.preventDefault()
    navigate(`/boards/${createBoard(company, name)}`)
  }
  return (
    <>
      <div className="head">
        <div>
          <p className="soft ph-no-capture">{company.name}</p>
          <h1 tabIndex={-1}>Boards</h1>
        </div>
        <form className="inline" onSubmit={add} aria-label="New board">
          <Field label="New board" value={name} onChange={(event) => setName(event.target.value)} required placeholder="Name" />
          <button className="button">Create board</button>
        </form>
      </div>
      {newDashboard && <Latest data={data} company={company} />}
      <ul className="grid boards">
        {boardsOf(data, company).map((board) => {
          const items = itemsOf(data, board)
          return (
            <li key={board.id} className="card board">
              <h2 id={`board-${board.id}`} className="ph-no-capture">
                {board.name}
              </h2>
              <p className="soft">
                {items.length} {items.length === 1 ? 'item' : 'items'}
              </p>
              <ul className="slips ph-no-capture" aria-hidden="true">
                {items.slice(0, 3).map((item) => (
                  <li key={item.id} className={`slip ${item.kind}`}>
                    {item.title}
                  </li>
                ))}
              </ul>
              <Link href={`/boards/${board.id}`} className="stretched" id={`open-${board.id}`} aria-labelledby={`open-${board.id} board-${board.id}`}>
                Open
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Latest({ data, company }: { data: Data; company: Company }) {
  const all = boardsOf(data, company).flatMap((board) => itemsOf(data, board).map((item) => ({ board, item })))
  const latest = all.sort((one, other) => other.item.createdAt - one.item.createdAt).slice(0, LATEST)
  return (
    <section className="card latest" aria-labelledby="latest">
      <h2 id="latest">What stuck lately</h2>
      {latest.length === 0 ? (
        <p className="soft">Nothing yet. What you add to a board shows up here.</p>
      ) : (
        <ul className="ph-no-capture">
          {latest.map(({ board, item }) => (
            <li key={item.id}>
              <span className={`slip ${item.kind}`}>{item.title}</span>
              <Link href={`/boards/${board.id}`}>{board.name}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
