// Settings: the person, the company, how Burr looks, and what is counted.
import { type FormEvent, type ReactNode, useState } from 'react'
import { allowAnalytics, isVerbose, refuseAnalytics, setVerbose, track } from '../analytics'
import { isDevMode, rememberDevMode } from '../dev-mode'
import { Choices, Field, Switch } from '../parts/field'
import { toast } from '../parts/toast'
import { refreshSdkState, useSdkState } from '../sdk-state'
import { changeCompany, renamePerson } from '../state/account-actions'
import type { Account, Company } from '../state/model'
import { getTheme, setTheme, type Theme } from '../theme'

export function SettingsPage({ account, company }: { account: Account; company: Company }) {
  return (
    <>
      <h1 tabIndex={-1}>Settings</h1>
      <div className="settings">
        <Section title="You">
          <OneField label="Your name" value={account.name} action="Save name" save={renamePerson} hint={`You log in as ${account.email}`} />
        </Section>
        <Section title="Company">
          <OneField
            label="Seats in use" type="number" value={String(company.seats)} action="Save seats" hint="Paid plans cost by the seat"
            save={(seats) => changeCompany({ seats: Number(seats) })}
          />
        </Section>
        <Appearance />
        <UsageData />
      </div>
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card section" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function OneField(props: { label: string; value: string; action: string; hint: string; type?: string; save: (value: string) => void }) {
  const [value, setValue] = useState(props.value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.save(value.trim())
    toast('Saved.')
  }
  return (
    <form className="inline" onSubmit={submit} aria-label={props.label}>
      <Field
        label={props.label} hint={<span className="ph-no-capture">{props.hint}</span>} type={props.type ?? 'text'} min={1} max={500} value={value}
        required onChange={(event) => setValue(event.target.value)}
      />
      <button className="button">{props.action}</button>
    </form>
  )
}

function Appearance() {
  const [theme, choose] = useState(getTheme)
  const pick = (next: Theme) => {
    choose(next)
    setTheme(next)
    track('feature_used', { feature: 'theme' })
  }
  return (
    <Section title="Appearance">
      <Choices<Theme>
        legend="Theme" name="theme" value={theme} onChoose={pick}
        choices={[{ value: 'auto', label: 'Auto' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }]}
      />
    </Section>
  )
}

function UsageData() {
  const sdk = useSdkState()
  const [dev, setDev] = useState(isDevMode)
  const [verbose, setVerboseShown] = useState(isVerbose)

  const switchDev = (on: boolean) => {
    rememberDevMode(on)
    setDev(on)
    switchUsage(!on)
  }
  const switchUsage = (on: boolean) => {
    if (on) allowAnalytics()
    else refuseAnalytics()
    refreshSdkState()
  }
  const switchVerbose = (on: boolean) => {
    setVerbose(on)
    setVerboseShown(on)
  }
  return (
    <Section title="Usage data">
      <Switch
        label="Share usage data" checked={sdk?.optedIn ?? false} disabled={dev} onSwitch={switchUsage}
        hint={dev ? 'Off in development mode.' : 'Which pages and buttons are used. Never what you keep on your boards.'}
      />
      <Switch
        label="Development mode" checked={dev} onSwitch={switchDev}
        hint="For people who build Burr: on this device nothing is counted, from the first moment of every visit."
      />
      <Switch label="Log to the console" checked={verbose} onSwitch={switchVerbose} hint="The SDK writes down what it does." />
    </Section>
  )
}
