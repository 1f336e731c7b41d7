// What the SDK saw: the latest event of the playground, the element it is about and what was told along with it, and the events before.
import { Fragment, useState } from 'react'
import type { ChainElement } from '../../../live/chain.js'
import { useSdkState } from '../sdk-state'
import { type Seen, useSeen } from '../seen'
import { Instrument } from './instrument'

const MEANINGS = new Map([
  ['$pageview', 'A page was opened.'],
  ['$autocapture', 'Something on the page was used.'],
  ['$rageclick', 'Three quick clicks on one spot.'],
  ['$copy_autocapture', 'Something was copied, cut or pasted.'],
  ['$dead_click', 'A click, and the page did not change.'],
  ['$exception', 'Something was thrown, and nobody caught it.'],
  ['$$heatmap', 'Where the pointer clicked and rested.'],
  ['$web_vitals', 'How soon the page was there and answered.'],
])
/** Told by a clock and not because something was used: they stand in the list, but push nothing aside. */
const BACKGROUND = ['$$heatmap', '$web_vitals', '$set']
const EARLIER = 7

export function SawPanel({ path }: { path: string }) {
  const here = useSeen().filter((one) => one.path === path)
  const latest = here.find((one) => !BACKGROUND.includes(one.name)) ?? here[0]
  // A chosen event stays until something new is seen.
  const [chosen, choose] = useState<{ id: number; while: number | undefined }>()
  const shown = (chosen && chosen.while === latest?.id && here.find((one) => one.id === chosen.id)) || latest
  const [unfolded, unfold] = useState(false)
  const capturing = useSdkState()?.optedIn

  return (
    <Instrument name="saw">
      <section className={unfolded ? 'saw unfolded' : 'saw'} aria-labelledby="title">
        <div className="saw-head">
          <h2 id="title">What the SDK saw</h2>
          <button type="button" className="more" aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
            {unfolded ? 'Less' : 'More'}
          </button>
        </div>
        {shown ? <Shown key={shown.id} one={shown} /> : <p className="soft">{capturing ? 'Nothing yet.' : 'Nothing: sharing usage data is switched off.'}</p>}
        {here.length > 1 && (
          <div className="earlier">
            <h3>Latest</h3>
            <ol>
              {here.slice(0, EARLIER).map((one) => (
                <li key={one.id}>
                  <button type="button" aria-pressed={one === shown} onClick={() => choose({ id: one.id, while: latest?.id })}>
                    <b>{one.name}</b> <span>{about(one)}</span>
                  </button>
                </li>
              ))}
            </ol>
          </div>
        )}
      </section>
    </Instrument>
  )
}

function Shown({ one }: { one: Seen }) {
  const [used] = one.elements
  const meaning = MEANINGS.get(one.name)
  return (
    <div className="shown">
      <p className="event" data-saw="event">
        <b>{one.name}</b> <time dateTime={one.at.toISOString()}>{one.at.toLocaleTimeString('en-GB')}</time>
      </p>
      {meaning && <p className="soft">{meaning}</p>}
      {one.thrown.map(({ type, value }, index) => (
        <p key={index} className="thrown">
          <b>{type}</b> {value}
        </p>
      ))}
      {used && <Path elements={one.elements} />}
      {one.own.length > 0 && (
        <dl className="told">
          {one.own.map(([name, value]) => (
            <div key={name}>
              <dt>{breakable(name)}</dt>
              <dd>{brief(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="soft rest">and {one.shared} properties that every event has</p>
    </div>
  )
}

/** From the body down to the element, each a step further in. */
function Path({ elements }: { elements: ChainElement[] }) {
  return (
    <ol className="path" aria-label="The element, and what it stands in" data-saw="path">
      {elements.toReversed().map((element, index) => (
        <li key={index} style={{ '--depth': Math.min(index, 9) } as object} aria-current={index === elements.length - 1 ? 'true' : undefined}>
          <code>
            <b>{element.tag}</b>
            {element.id && `#${element.id}`}
            {element.classes.map((name) => `.${name}`).join('')}
          </code>
          {element.text && <q>{element.text}</q>}
        </li>
      ))}
    </ol>
  )
}

/** What tells events of one name apart. */
function about({ elements: [used], thrown: [error], own }: Seen): string {
  if (error) return error.value
  if (used) return used.text || used.attributes.find(([name]) => name === 'aria-label')?.[1] || [used.tag, ...used.classes].join('.')
  const plain = own.filter(([, value]) => typeof value !== 'object')
  return (plain.length ? plain : own).map(([name, value]) => `${short(name)} ${typeof value === 'object' ? '' : brief(value)}`).join(', ')
}

/** Long names break after an underscore. */
const breakable = (name: string) => name.split(/(?<=_)/).map((part, index) => <Fragment key={index}>{index > 0 && <wbr />}{part}</Fragment>)

const short = (name: string): string => name.replace(/^\$(web_vitals_)?/, '').replace(/_value$/, '')

function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 160 ? `${text.slice(0, 160)} …` : text
}
