// Around the pages that use the React bindings: nothing of the other pages' analytics.
export const metadata = { title: 'React bindings', icons: 'data:,' }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
