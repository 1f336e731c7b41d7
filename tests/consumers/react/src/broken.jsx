// What throws while it is rendered, when it is told to.
import { useState } from 'react'

export function Caught() {
  const [broken, setBroken] = useState(false)
  if (broken) throw new Error('The list is broken', { cause: new Error('No such list') })
  return <button onClick={() => setBroken(true)}>Break the list</button>
}

export function Uncaught() {
  const [broken, setBroken] = useState(false)
  if (broken) throw new Error('The footer is broken')
  return <button onClick={() => setBroken(true)}>Break the footer</button>
}
