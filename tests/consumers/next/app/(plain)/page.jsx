// Rendered on the server at each request.
import Link from 'next/link'

export const dynamic = 'force-dynamic'

export default function Home() {
  return (
    <main>
      <h1>Served to you</h1>
      <Link href="/about">About</Link>
    </main>
  )
}
