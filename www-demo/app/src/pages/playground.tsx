// Things to use, and beside them what the SDK saw of it by itself. Nothing here sends an event of Burr's own.
import { type FormEvent, type ReactNode, useState } from 'react'
import { reloadFlags } from '../analytics'
import { useReadings } from '../flags'
import '../parts/burr-stars'
import { Choices, Field } from '../parts/field'
import { Instrument } from '../parts/instrument'
import { SawPanel } from '../parts/saw-panel'
import { toast } from '../parts/toast'

const SLOW_MS = 1000

export function PlaygroundPage() {
  return (
    <>
      <div className="head">
        <div>
          <h1 tabIndex={-1}>Playground</h1>
          <p className="soft">Use whatever you like. The panel shows what the SDK noticed of it, without a line of code for any of these parts.</p>
        </div>
      </div>
      <div className="playground">
        <div className="saw-place">
          <SawPanel path="/playground" />
        </div>
        <div className="pieces">
          <Shelf />
          <Trouble />
          <Leaflet />
          <Component />
          <Private />
          <Form />
          <Flags />
        </div>
      </div>
    </>
  )
}

function Piece({ title, say, children }: { title: string; say: ReactNode; children: ReactNode }) {
  return (
    <section className="card section" aria-label={title}>
      <div>
        <h2>{title}</h2>
        <p className="soft">{say}</p>
      </div>
      {children}
    </section>
  )
}

function Shelf() {
  return (
    <Piece
      title="A card in a list"
      say={
        <>
          A click is told with every element around it. What stands there as <code>data-ph-capture-attribute-…</code> becomes a property.
        </>
      }
    >
      <ul className="shelf" data-ph-capture-attribute-shelf="hedgerow" aria-label="Hedgerow">
        <Plant name="Burdock" fact="Hooks on every bract. The first zip was a copy of it." />
        <Plant name="Teasel" fact="Its heads combed wool for two thousand years." />
      </ul>
    </Piece>
  )
}

function Plant({ name, fact }: { name: string; fact: string }) {
  const [kept, keep] = useState(false)
  const [liked, like] = useState(false)
  return (
    <li className="card item note" data-ph-capture-attribute-plant={name.toLowerCase()}>
      <h3>{name}</h3>
      <p className="soft">{fact}</p>
      <div className="row actions">
        <button type="button" className="button quiet small" aria-pressed={kept} onClick={() => keep(!kept)}>
          {kept ? 'Kept' : 'Keep'}
        </button>
        <button type="button" className="button quiet small icon" aria-label={`Like ${name}`} aria-pressed={liked} onClick={() => like(!liked)}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 20.5 4.6 13a4.9 4.9 0 0 1 7-6.9l.4.4.4-.4a4.9 4.9 0 0 1 7 6.9z" />
          </svg>
        </button>
      </div>
    </li>
  )
}

function Trouble() {
  const [answers, setAnswers] = useState(0)
  const slowly = () => {
    setTimeout(() => setAnswers((before) => before + 1), SLOW_MS)
  }
  const fail = () => {
    throw new Error('A thistle got stuck in the works')
  }
  return (
    <Piece
      title="Trouble"
      say="Press the slow button three times in a row. The dead one takes three seconds to be noticed: so long the SDK waits for the page to change."
    >
      <div className="row">
        <button type="button" className="button" onClick={slowly}>
          Slow button
        </button>
        <button type="button" className="button">
          Dead button
        </button>
        <button type="button" className="button" onClick={fail}>
          Throwing button
        </button>
      </div>
      <p className="soft" role="status">
        The slow button has answered {answers === 1 ? 'once' : `${answers} times`}.
      </p>
    </Piece>
  )
}

function Leaflet() {
  return (
    <Piece title="Words and a way out" say="Copy some of the words: they are told. A link to another site is told with its address.">
      <figure className="words">
        <blockquote>Whoever walks through tall grass brings something home, asked for or not.</blockquote>
      </figure>
      <p>
        <a href="https://en.wikipedia.org/wiki/Burdock" target="_blank" rel="noopener noreferrer">
          Burdock on Wikipedia
        </a>
      </p>
    </Piece>
  )
}

function Component() {
  return (
    <Piece title="A component" say="A custom element with an open shadow root. The SDK sees which star inside it was pressed.">
      <burr-stars aria-label="Stars" />
    </Piece>
  )
}

function Private() {
  const [shown, show] = useState(false)
  return (
    <Piece title="Off limits" say="Two marks keep things to the page. Press both buttons and compare.">
      <div className="fenced ph-no-capture">
        <p>
          <code>ph-no-capture</code> Whatever is used in here was never used.
        </p>
        <button type="button" className="button small" onClick={() => show(!shown)}>
          {shown ? 'Hide what is owed' : 'Show what is owed'}
        </button>
        {shown && <p>48,210 thistles to Ida Hale</p>}
      </div>
      <div className="fenced ph-sensitive">
        <p>
          <code>ph-sensitive</code> That it was pressed is told. What it says is not.
        </p>
        <button type="button" className="button small" onClick={() => toast('Nobody was called: this is a playground.')}>
          Call Ida, 555 0142
        </button>
      </div>
    </Piece>
  )
}

type Audience = 'me' | 'team' | 'all'

function Form() {
  const [audience, setAudience] = useState<Audience>('me')
  const send = (event: FormEvent) => {
    event.preventDefault()
    toast('Nothing was kept: this is a playground.')
  }
  return (
    <Piece title="A form" say="That a field was used is told. What somebody wrote is told of one field only, which asks for it.">
      <form className="stack" onSubmit={send} aria-label="A form">
        <div className="pair-of-fields">
          <Field label="Board" name="board" autoComplete="off" />
          <Field label="Heard of Burr by" name="heard-by" autoComplete="off" data-ph-capture-value hint="Told, since it is marked data-ph-capture-value" />
          <div className="field">
            <label htmlFor="playground-kind">Kind</label>
            <select id="playground-kind" name="kind">
              <option value="links">Links</option>
              <option value="notes">Notes</option>
              <option value="quotes">Quotes</option>
            </select>
          </div>
          <Field label="Colour" name="colour" autoComplete="off" placeholder="Thistle" />
        </div>
        <Choices<Audience>
          legend="Who can see it" name="audience" value={audience} onChoose={setAudience}
          choices={[{ value: 'me', label: 'Only me' }, { value: 'team', label: 'My team' }, { value: 'all', label: 'Everybody' }]}
        />
        <label className="check">
          <input type="checkbox" name="weekly" /> Remind me on Fridays
        </label>
        <div className="field">
          <label htmlFor="playground-note">Note</label>
          <textarea id="playground-note" name="note" rows={2} />
        </div>
        <div className="pair-of-fields">
          <Field label="Password" name="password" type="password" autoComplete="off" data-ph-capture-value hint="Never told, marked or not" />
          <Field label="Card number" name="card-number" inputMode="numeric" autoComplete="off" data-ph-capture-value hint="Never told, marked or not" />
        </div>
        <div className="row ends">
          <button className="button main">Send the form</button>
        </div>
      </form>
    </Piece>
  )
}

function Flags() {
  const readings = useReadings()
  const reload = () => {
    reloadFlags()
    toast('The flags are asked for anew.')
  }
  return (
    <Piece
      title="Feature flags"
      say={
        <>
          Change one on the{' '}
          <a href="/live" target="_blank" rel="noopener">
            live page
          </a>
          , then ask anew. To look here tells nobody: it is told where a flag decides what somebody sees, on the boards and the plans.
        </>
      }
    >
      <div className="flags-piece">
        <Instrument name="flags">
          <dl className="readings">
            {readings.map(({ key, value, payload }) => (
              <div key={key} data-flag={key}>
                <dt>{key}</dt>
                <dd className="value">{value}</dd>
                {payload && <dd className="payload">{payload}</dd>}
              </div>
            ))}
          </dl>
        </Instrument>
        <button type="button" className="button" onClick={reload}>
          Reload flags
        </button>
      </div>
    </Piece>
  )
}
