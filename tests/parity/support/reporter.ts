// The report of a run: a table on the terminal, and a page at target/parity/report.html with every difference. It also fails a whole run in which
// an intended difference was not seen, and one after which README tells another number of scenarios.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter'
import { root } from '../../e2e/support/env.ts'
import { INTENDED } from '../intended.ts'
import type { Result } from '../parity.spec.ts'
import { RULES } from './normal.ts'
import { names } from './scenarios.ts'

export default class Report implements Reporter {
  private readonly results: Result[] = []
  /** Scenarios that broke down before they could be compared. */
  private readonly broken: string[] = []
  private whole = false

  onBegin(_config: FullConfig, suite: Suite): void {
    this.whole = suite.allTests().length > names('scenarios', '.ts').length
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const attached = result.attachments.find(({ name }) => name === 'parity')?.body
    if (attached) this.results.push(JSON.parse(attached.toString()) as Result)
    else if (result.status !== 'passed') this.broken.push(test.title)
  }

  onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    const rows = this.results.sort((a, b) => (a.scenario < b.scenario ? -1 : 1)).map(row)
    const page = join(root, 'target/parity/report.html')
    mkdirSync(dirname(page), { recursive: true })
    writeFileSync(page, html(this.results, this.broken))
    const wide = Math.max(10, ...rows.map(([name]) => name.length))
    const table = rows.map(([name, verdict]) => `  ${name.padEnd(wide)}  ${verdict}`)
    const equal = this.results.filter(({ casts }) => casts.every(({ differences }) => differences.every(({ intended }) => intended)))
    const played = this.results.reduce((sum, { casts }) => sum + casts.length, 0)
    const faults = [...this.broken.map((name) => `${name} broke down`), ...(this.whole ? this.stale() : [])]
    const text = [
      '',
      ...table,
      '',
      `  ${equal.length} of ${this.results.length + this.broken.length} scenarios like posthog-js 1.449.2 (${played} runs); report: ${page}`,
      ...faults.map((fault) => `  FAILED: ${fault}`),
      '',
    ]
    process.stdout.write(text.join('\n'))
    return Promise.resolve({ status: faults.length ? 'failed' : result.status })
  }

  /** What is no longer so. */
  private stale(): string[] {
    const seen = new Set(this.results.flatMap(({ casts }) => casts.flatMap(({ differences }) => differences.map(({ intended }) => intended))))
    const unseen = INTENDED.filter(({ name }) => !seen.has(name)).map(({ name }) => `no scenario shows the intended difference “${name}”`)
    const count = this.results.length + this.broken.length
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    return readme.includes(`${count} parity scenarios`) ? unseen : [...unseen, `README does not say “${count} parity scenarios”`]
  }
}

function row({ scenario, casts }: Result): [string, string] {
  const count = (meant: boolean): number => casts.flatMap(({ differences }) => differences).filter(({ intended }) => !!intended === meant).length
  const [intended, other] = [count(true), count(false)]
  return [scenario, other ? `${other} differences` : intended ? `same, but for ${intended} intended` : 'same']
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function html(results: Result[], broken: string[]): string {
  const fault = (result: Result): boolean => result.casts.some(({ differences }) => differences.some(({ intended }) => !intended))
  const list = results.map((result) => {
    const diffs = result.casts.flatMap(({ cast, differences }) =>
      differences.map(
        ({ at, theirs, ours, intended }) =>
          `<h4>${escaped(at)}${cast === 'prickle' ? '' : ` <small>${escaped(cast)}</small>`}</h4>` +
          (intended ? `<p>intended: ${escaped(intended)}</p>` : '') +
          `<pre><del>${escaped(theirs ?? 'nothing')}</del>\n<ins>${escaped(ours ?? 'nothing')}</ins></pre>`,
      ),
    )
    const [, verdict] = row(result)
    const casts = result.casts.map(({ cast }) => cast).join(', ')
    return `<tr class="${fault(result) ? 'bad' : 'good'}"><td><b>${escaped(result.scenario)}</b><br>${escaped(result.about)}</td><td>${escaped(casts)}</td><td>${
      diffs.length ? `<details${fault(result) ? ' open' : ''}><summary>${verdict}</summary>${diffs.join('')}</details>` : verdict
    }</td></tr>`
  })
  const bad = results.filter(fault).length + broken.length
  const rules = RULES.map(({ name, what, why }) => `<li><b>${name}</b>: ${escaped(what)}. Because ${escaped(why)}.</li>`)
  const meant = INTENDED.map(({ name, why, gains }) => `<li><b>${escaped(name)}</b>: ${escaped(why)}. ${escaped(gains)}</li>`)
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>prickle beside posthog-js 1.449.2</title><style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1c1c1c }
  table { border-collapse: collapse; width: 100% } td { border-top: 1px solid #ddd; padding: .5rem; vertical-align: top }
  td:first-child { width: 45% } .bad td:last-child { color: #a40000 } .good td:last-child { color: #1d6b2f }
  h4 { font: 600 13px/1.4 ui-monospace, monospace; margin: .8rem 0 .2rem; overflow-wrap: anywhere; color: #1c1c1c }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font-size: 12px } del { background: #fde8e8; color: #600; text-decoration: none }
  ins { background: #e6f6e9; color: #043; text-decoration: none }
  </style><h1>prickle beside posthog-js 1.449.2</h1><p>${results.length + broken.length} scenarios, ${bad} with differences that are not meant${
    broken.length ? `; broken down: ${escaped(broken.join(', '))}` : ''
  }. <del>posthog-js</del> <ins>here</ins></p><table>${list.join('\n')}</table>
  <h2>Intended differences</h2><ul>${meant.join('') || '<li>none</li>'}</ul><h2>What is not compared letter by letter</h2><ul>${rules.join('')}</ul></html>`
}
