// The front page.
import { Picture } from '../parts/mark'
import { Link } from '../router'
import { currentAccount, useData } from '../state/store'

export function HomePage() {
  const account = currentAccount(useData())
  return (
    <div className="home">
      <section className="hero">
        <div>
          <h1 tabIndex={-1}>Keep what sticks.</h1>
          <p className="lead">
            You walk through the day and things cling to you: a link, a line from a book, a thought in the lift. Burr picks them off and
            puts them on boards, for you and the people you work with.
          </p>
          <div className="row">
            {account ? (
              <Link href="/boards" className="button main">
                Open your boards
              </Link>
            ) : (
              <>
                <Link href="/signup" className="button main">
                  Start for free
                </Link>
                <Link href="/login" className="button">
                  I have an account
                </Link>
              </>
            )}
          </div>
        </div>
        <Picture />
      </section>
      <section className="three" aria-label="What Burr does">
        <div>
          <h2>Collect</h2>
          <p>Links, notes and quotes on one board, in the order they came to you.</p>
        </div>
        <div>
          <h2>Share</h2>
          <p>One item at a time, by link, by e-mail or with your team. Nobody has to sign up to read.</p>
        </div>
        <div>
          <h2>Take it along</h2>
          <p>Every board is a file whenever you want: CSV, Markdown or JSON.</p>
        </div>
      </section>
    </div>
  )
}
