// For addresses that lead nowhere.
import { Link } from '../router'

export function NotFoundPage() {
  return (
    <div className="narrow">
      <h1 tabIndex={-1}>Nothing sticks here</h1>
      <p>There is no such page.</p>
      <p>
        <Link href="/boards">Back to the boards</Link>
      </p>
    </div>
  )
}
