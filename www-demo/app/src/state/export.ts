// A board as a file.
import type { Board, ExportFormat, Item } from './model'

const TYPES: Record<ExportFormat, { mime: string; ending: string }> = {
  csv: { mime: 'text/csv', ending: 'csv' },
  markdown: { mime: 'text/markdown', ending: 'md' },
  json: { mime: 'application/json', ending: 'json' },
}

export function boardFile(board: Board, items: Item[], format: ExportFormat): File {
  const name = board.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'board'
  return new File([text(board, items, format)], `${name}.${TYPES[format].ending}`, { type: TYPES[format].mime })
}

export function download(file: File): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  // The browser reads the file after this task; a released address would save nothing.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

function text(board: Board, items: Item[], format: ExportFormat): string {
  if (format === 'json') return JSON.stringify({ board: board.name, items }, null, 2)
  if (format === 'csv') {
    const rows = items.map((item) => [item.kind, item.title, item.link, item.note, new Date(item.createdAt).toISOString()])
    return [['kind', 'title', 'link', 'note', 'created'], ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')
  }
  const lines = items.map((item) => `## ${item.title}\n\n${[item.link && `<${item.link}>`, item.note].filter(Boolean).join('\n\n')}`)
  return `# ${board.name}\n\n${lines.join('\n\n')}\n`
}

// A leading = + - @ would be run as a formula by spreadsheets.
const csvCell = (value: string): string => `"${(/^[=+\-@]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`
