// Choose a format and get the board as a file.
import { type FormEvent, useState } from 'react'
import { exportBoard } from '../state/board-actions'
import type { Board, ExportFormat } from '../state/model'
import { Dialog } from './dialog'
import { type Choice, Choices } from './field'
import { toast } from './toast'

const FORMATS: Choice<ExportFormat>[] = [
  { value: 'csv', label: 'CSV', hint: 'For spreadsheets' },
  { value: 'markdown', label: 'Markdown', hint: 'For reading and writing on' },
  { value: 'json', label: 'JSON', hint: 'For programs' },
]

export function ExportDialog({ board, count, onClose }: { board: Board; count: number; onClose: () => void }) {
  const [format, setFormat] = useState<ExportFormat>('csv')
  const download = (event: FormEvent) => {
    event.preventDefault()
    toast(`Saved as ${exportBoard(board, format)}.`)
    onClose()
  }
  return (
    <Dialog title="Export board" onClose={onClose}>
      <form onSubmit={download} className="stack">
        <Choices legend="Format" name="format" choices={FORMATS} value={format} onChoose={setFormat} />
        <p className="soft">
          {count} {count === 1 ? 'item' : 'items'} will be in the file.
        </p>
        <div className="row ends">
          <button type="button" className="button quiet" onClick={onClose}>
            Close
          </button>
          <button className="button main">Download file</button>
        </div>
      </form>
    </Dialog>
  )
}
