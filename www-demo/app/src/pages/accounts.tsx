// Sign up and log in.
import { type FormEvent, type ReactNode, useState } from 'react'
import { Field } from '../parts/field'
import { Link, navigate } from '../router'
import { refreshSdkState } from '../sdk-state'
import { logIn, signUp } from '../state/account-actions'
import { currentCompany } from '../state/store'

export function SignUpPage() {
  const send = (form: FormData) =>
    signUp({
      name: String(form.get('name')),
      email: String(form.get('email')),
      password: String(form.get('password')),
      newsletter: form.get('newsletter') === 'on',
    })
  return (
    <AccountForm title="Make an account" action="Create account" send={send} next={() => '/onboarding'}>
      <Field label="Name" name="name" autoComplete="name" required />
      <Field label="E-mail" name="email" type="email" autoComplete="email" required />
      <Field label="Password" name="password" type="password" autoComplete="new-password" minLength={8} required hint="At least 8 characters" />
      <label className="check">
        <input type="checkbox" name="newsletter" /> Send me a letter now and then
      </label>
      <p className="soft after">
        Have an account? <Link href="/login">Log in</Link>
      </p>
    </AccountForm>
  )
}

export function LogInPage() {
  const send = (form: FormData) => logIn({ email: String(form.get('email')), password: String(form.get('password')) })
  return (
    <AccountForm title="Log in" action="Log in" send={send} next={() => (currentCompany() ? '/boards' : '/onboarding')}>
      <Field label="E-mail" name="email" type="email" autoComplete="email" required />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
      <p className="soft after">
        New here? <Link href="/signup">Sign up</Link>
      </p>
    </AccountForm>
  )
}

function AccountForm(props: {
  title: string
  action: string
  send: (form: FormData) => Promise<string | undefined>
  next: () => string
  children: ReactNode
}) {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    const wrong = await props.send(new FormData(event.currentTarget))
    refreshSdkState()
    setBusy(false)
    setProblem(wrong)
    if (!wrong) navigate(props.next())
  }
  return (
    <div className="narrow">
      <h1 tabIndex={-1}>{props.title}</h1>
      <form className="card form" onSubmit={submit} aria-label={props.title}>
        {props.children}
        {problem && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
        <button className="button main" disabled={busy}>
          {props.action}
        </button>
      </form>
      <p className="soft">This is a demo: accounts and boards stay in this browser.</p>
    </div>
  )
}
