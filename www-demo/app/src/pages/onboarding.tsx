// Three questions after signing up: the company, what it collects, the first board.
import { type FormEvent, useRef, useState } from 'react'
import { type Choice, Choices, Field } from '../parts/field'
import { toast } from '../parts/toast'
import { navigate } from '../router'
import { completeOnboarding } from '../state/account-actions'
import type { UseCase } from '../state/model'

const STEPS = ['Your company', 'What you collect', 'Your first board']
const USE_CASES: Choice<UseCase>[] = [
  { value: 'research', label: 'Research', hint: 'Papers, sources, findings' },
  { value: 'design', label: 'Design', hint: 'References and inspiration' },
  { value: 'reading', label: 'Reading', hint: 'Books, essays, lines to remember' },
  { value: 'recipes', label: 'Recipes', hint: 'Things to cook and for whom' },
]

export function OnboardingPage() {
  const [step, setStep] = useState(0)
  const [company, setCompany] = useState('')
  const [seats, setSeats] = useState('3')
  const [useCase, setUseCase] = useState<UseCase>('research')
  const [board, setBoard] = useState('')
  const began = useRef(Date.now())

  const proceed = (event: FormEvent) => {
    event.preventDefault()
    if (step < STEPS.length - 1) return setStep(step + 1)
    const seconds = Math.round((Date.now() - began.current) / 1000)
    const boardId = completeOnboarding({ company, seats: Number(seats), useCase, board, seconds })
    navigate(`/boards/${boardId}`)
    toast('All set. This is your first board.')
  }

  return (
    <div className="narrow">
      <h1 tabIndex={-1}>Welcome to Burr</h1>
      <ol className="steps" aria-label="Steps">
        {STEPS.map((name, index) => (
          <li key={name} className={index < step ? 'done' : ''} aria-current={index === step ? 'step' : undefined}>
            {name}
          </li>
        ))}
      </ol>
      <form className="card form" onSubmit={proceed} aria-label={STEPS[step]}>
        {step === 0 && (
          <>
            <Field label="Company name" value={company} onChange={(event) => setCompany(event.target.value)} required autoFocus />
            <Field
              label="Seats" type="number" min={1} max={500} value={seats} onChange={(event) => setSeats(event.target.value)} required
              hint="How many of you will use Burr"
            />
          </>
        )}
        {step === 1 && <Choices legend="What do you collect?" name="use-case" choices={USE_CASES} value={useCase} onChoose={setUseCase} />}
        {step === 2 && (
          <Field
            label="Board name" value={board} onChange={(event) => setBoard(event.target.value)} required autoFocus placeholder="Field notes"
            hint="You can make more boards later"
          />
        )}
        <div className="row ends">
          {step > 0 && (
            <button type="button" className="button quiet" onClick={() => setStep(step - 1)}>
              Back
            </button>
          )}
          <button className="button main">{step < STEPS.length - 1 ? 'Continue' : 'Finish'}</button>
        </div>
      </form>
    </div>
  )
}
