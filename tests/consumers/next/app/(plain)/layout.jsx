// Around every page: analytics, as a component of the client.
import Analytics from './analytics'

export const metadata = { title: 'Next.js', icons: 'data:,' }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        {children}
        <Analytics />
      </body>
    </html>
  )
}
