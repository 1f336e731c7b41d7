// The shell: header, the page of the current address, and the SDK footer under everything.
import { useEffect, useRef } from 'react'
import { logOut } from './state/account-actions'
import { ConsentBanner } from './parts/consent-banner'
import { Mark } from './parts/mark'
import { SdkFooter } from './parts/sdk-footer'
import { Toasts, toast } from './parts/toast'
import { BoardPage } from './pages/board'
import { BoardsPage } from './pages/boards'
import { HomePage } from './pages/home'
import { LogInPage, SignUpPage } from './pages/accounts'
import { NotFoundPage } from './pages/not-found'
import { OnboardingPage } from './pages/onboarding'
import { PlansPage } from './pages/plans'
import { PlaygroundPage } from './pages/playground'
import { SettingsPage } from './pages/settings'
import { SharedPage } from './pages/shared'
import { refreshSdkState } from './sdk-state'
import { currentAccount, currentCompany, useData } from './state/store'
import { Link, navigate, usePath } from './router'

export function App() {
  const path = usePath()
  useFocusOnNewPage(path)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Header />
      <main id="main">
        <Page path={path} />
      </main>
      <div className="bottom">
        <Toasts />
        <ConsentBanner />
        <SdkFooter />
      </div>
    </div>
  )
}

function Page({ path }: { path: string }) {
  const data = useData()
  const account = currentAccount(data)
  const company = currentCompany(data)
  const [, section, id] = path.split('/')

  if (section === '') return <HomePage />
  if (section === 'shared' && id) return <SharedPage itemId={id} />
  if (section === 'playground') return <PlaygroundPage />
  if (section === 'login') return <LogInPage />
  if (section === 'signup') return <SignUpPage />
  if (!['onboarding', 'boards', 'plans', 'settings'].includes(section ?? '')) return <NotFoundPage />
  if (!account) return <Redirect to="/login" />
  if (section === 'onboarding') return <OnboardingPage />
  if (!company) return <Redirect to="/onboarding" />
  if (section === 'plans') return <PlansPage company={company} />
  if (section === 'settings') return <SettingsPage account={account} company={company} />
  if (!id) return <BoardsPage company={company} />
  const board = data.boards.find((candidate) => candidate.id === id && candidate.companyId === company.id)
  return board ? <BoardPage key={board.id} board={board} company={company} /> : <NotFoundPage />
}

function Header() {
  const data = useData()
  const account = currentAccount(data)
  const leave = () => {
    logOut()
    refreshSdkState()
    navigate('/')
    toast('You are logged out.')
  }
  return (
    <header className="top">
      <Link href="/" className="brand" aria-label="Burr, front page">
        <Mark /> Burr
      </Link>
      <nav aria-label="Main">
        {account ? (
          <>
            <Link href="/boards">Boards</Link>
            <Link href="/plans">Plans</Link>
            <Link href="/settings">Settings</Link>
            <button type="button" className="button small" onClick={leave}>
              Log out
            </button>
          </>
        ) : (
          <>
            <Link href="/login">Log in</Link>
            <Link href="/signup" className="button small main">
              Sign up
            </Link>
          </>
        )}
      </nav>
    </header>
  )
}

function Redirect({ to }: { to: string }) {
  useEffect(() => navigate(to, true), [to])
  return null
}

/** A new page is announced by moving focus to its heading, as a page load would; the first page keeps the browser's own focus. */
function useFocusOnNewPage(path: string): void {
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) document.querySelector('h1')?.focus({ preventScroll: true })
    first.current = false
  }, [path])
}
