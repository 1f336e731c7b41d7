// A labelled input, and a labelled group of choices.
import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

export function Field({ label, hint, ...rest }: { label: string; hint?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...rest} />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  )
}

export interface Choice<Value extends string> {
  value: Value
  label: string
  hint?: string
}

export function Choices<Value extends string>(props: {
  legend: string
  name: string
  choices: Choice<Value>[]
  value: Value
  onChoose: (value: Value) => void
}) {
  return (
    <fieldset className="choices">
      <legend>{props.legend}</legend>
      {props.choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            name={props.name}
            value={choice.value}
            checked={props.value === choice.value}
            onChange={() => props.onChoose(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint && <small>{choice.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export function Switch(props: { label: string; hint: ReactNode; checked: boolean; disabled?: boolean; onSwitch: (on: boolean) => void }) {
  const id = useId()
  return (
    <div className="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={props.checked}
        disabled={props.disabled ?? false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onSwitch(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{props.label}</label>
        <p id={`${id}-hint`} className="soft">
          {props.hint}
        </p>
      </div>
    </div>
  )
}
