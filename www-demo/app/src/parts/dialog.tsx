// A modal dialog on the browser's own <dialog>: focus trap, Escape and the inert page behind it come with it.
import { type ReactNode, useEffect, useId, useRef } from 'react'

export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog ref={ref} aria-labelledby={id} onCancel={onClose} className="dialog">
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
