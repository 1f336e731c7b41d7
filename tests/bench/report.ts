// The report: docs/bench.html, one file that needs neither scripts nor the network, and the README's table of the same figures.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../e2e/support/env.ts'
import { GROUPS, ratioShown, shown, type Measured, type Spread } from './figures.ts'
import { described, type Machine } from './machine.ts'

export interface Run {
  /** `2026-11-23` */
  date: string
  browser: string
  machine: Machine
  rounds: number
  rows: Measured[]
}

/** Then times say more of the other work than of the SDKs. */
export const isBusy = ({ taken }: Machine): boolean => taken > 0.2

export const REPORT = join(root, 'docs/bench.html')
const README = join(root, 'README.md')

export function writeReport(run: Run): void {
  mkdirSync(join(root, 'docs'), { recursive: true })
  writeFileSync(REPORT, html(run))
  const readme = readFileSync(README, 'utf8')
  const [before, after] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (before < 0 || after < before) throw new Error(`README.md has no place for the figures: ${BEGIN} … ${END}`)
  writeFileSync(README, readme.slice(0, before + BEGIN.length) + quotes(run) + readme.slice(after))
}

// ---- README

const BEGIN = '<!-- bench: written by `cargo xtask bench` -->\n'
const END = '<!-- /bench -->'

/** The cells stand in the report letter by letter, which a test of xtask looks after. */
function quotes({ date, browser, machine, rounds, rows }: Run): string {
  const lines = rows
    .filter((row) => row.quoted)
    .map(({ what, full = what, unit, theirs, ours, ratio }) => {
      const name = full.replace(/<\/?code>/g, '`')
      return `| ${name} | ${shown(theirs.median, unit)} | ${shown(ours.median, unit)} | ${ratioShown(ratio)} |`
    })
  return [
    ...(isBusy(machine) ? ['**The machine was busy with other work, so times are rough.**', ''] : []),
    `Medians of ${rounds} ${rounds === 1 ? 'round' : 'rounds'} on ${date}, ${described(machine)}, ${browser}.`,
    '',
    '| | posthog-js 1.449.2 | prickle | ratio |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n')
}

// ---- the page

function html(run: Run): string {
  const { date, browser, machine, rounds, rows } = run
  const start = rows.find(({ key }) => key === 'start')
  const click = rows.find(({ key }) => key === 'click')
  const times = (row: Measured | undefined): string => (row?.ratio ? `${(1 / row.ratio).toFixed(1)} times` : 'as')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>prickle beside posthog-js: what each costs a page</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>What it costs a page</h1>
<p class="lead">prickle starts ${times(start)} as fast as posthog-js 1.449.2 and captures a click ${times(click)} as fast. Both ran in one browser, by turns.</p>
<ul class="facts">
<li><b>${date}</b></li>
<li>${escaped(browser)}</li>
<li>${escaped(described(machine))}</li>
<li>${rounds} ${rounds === 1 ? 'round' : 'rounds'}</li>${isBusy(machine) ? BUSY : ''}
</ul>
<p class="key"><span class="dot theirs"></span>posthog-js 1.449.2 <span class="dot ours"></span>prickle <span class="tick"></span>goal</p>
</header>
<main>
${GROUPS.map((group) => section(group.title, group.about, rows.filter((row) => group.rows.some(({ key }) => key === row.key)))).join('\n')}
<section>
<h2>All figures</h2>
<p>Medians, and in small print the quartiles: half of all rounds lie between them.</p>
<div class="scroll">
<table>
<thead><tr><th scope="col"></th><th scope="col">posthog-js</th><th scope="col">prickle</th><th scope="col">ratio</th><th scope="col">goal</th></tr></thead>
<tbody>
${rows.map(line).join('\n')}
</tbody>
</table>
</div>
</section>
<section class="text">
<h2>How it was measured</h2>
<ul>
<li>Each round gives each SDK fresh pages of its own in one headless browser; who goes first changes from round to round. What is shown is the median, the line over a bar reaches from quartile to quartile. Ratios are of medians: times differ from machine to machine, ratios much less.</li>
<li>The start is measured with the script’s text already there: evaluation, <code>init</code> and the first <code>capture</code>, one after the other. Features that would ask the server are off.</li>
<li>Calls are timed ten at once, because clocks of pages are coarse, and the page may breathe in between. Clicks are three pointer events each at buttons of a list, in different places.</li>
<li>The page that loads has PostHog’s snippet in its head, <code>init</code> with nothing but <code>api_host</code> behind it, and a list of 20 rows. The server says what it says for a small project: five flags, autocapture, nothing that is loaded besides. The browser’s own trace tells how long the main thread was busy with scripts, their compilation and their garbage; as nothing else on the page runs scripts, that is the SDK’s.</li>
<li>“Six times slower” is the browser’s emulation of a slow processor (<code>Emulation.setCPUThrottlingRate</code>).</li>
<li>Memory is what the browser calls used heap and backing storage, less that of the page before, after a garbage collection. Machine code that the browser compiles is in neither figure.</li>
<li>Writes are calls of <code>setItem</code>, <code>removeItem</code> and assignments to <code>document.cookie</code> in a minute whose clock the test moves, so they are counted and not timed.</li>
<li>posthog-js’s script also holds features that prickle loads later or does not have yet; they are off on these pages, as they are on most.</li>
</ul>
<h2>Repeat it</h2>
<pre>cargo xtask bench             # nine rounds, six minutes; writes this page and the README’s table
cargo xtask bench --profile   # where prickle’s start spends its time</pre>
</section>
</main>
</body>
</html>
`
}

function section(title: string, about: string, rows: Measured[]): string {
  return `<section>
<h2>${title}</h2>
<p>${about}</p>
<div class="rows">
${rows.map(bars).join('\n')}
</div>
</section>`
}

function bars({ what, unit, theirs, ours, ratio, goal, counted }: Measured): string {
  const full = Math.max(theirs.high, ours.high, theirs.median, ours.median) || 1
  const width = (value: number): string => `${((100 * value) / full).toFixed(2)}%`
  const bar = (name: string, kind: string, { low, median, high }: Spread): string => {
    const whisker = counted || high === low ? '' : `<i style="left:${width(low)};width:${width(high - low)}"></i>`
    const aim = kind === 'ours' && goal !== undefined ? `<u style="left:${width(goal * theirs.median)}"></u>` : ''
    return `<div class="bar"><span class="name">${name}</span><span class="track"><b class="${kind}" style="width:${width(median)}"></b>${whisker}${aim}</span><span class="value">${shown(median, unit)}</span></div>`
  }
  const met = goal === undefined || ratio === undefined ? '' : ratio <= goal ? ' met' : ' missed'
  const aimed = goal === undefined ? '' : `<span class="goal">goal ≤ ${goal.toFixed(2)}</span>`
  return `<article>
<h3><span>${what}</span> <span class="figures">${aimed}<span class="ratio${met}">${ratioShown(ratio) || '–'}</span></span></h3>
${bar('posthog-js', 'theirs', theirs)}
${bar('prickle', 'ours', ours)}
</article>`
}

function line({ what, full = what, unit, theirs, ours, ratio, goal, counted }: Measured): string {
  const cell = (spread: Spread): string => {
    const quartiles = counted ? '' : `<small>${shown(spread.low, '')} – ${shown(spread.high, '')}</small>`
    return `<td>${shown(spread.median, unit)}${quartiles}</td>`
  }
  return `<tr><th scope="row">${full}</th>${cell(theirs)}${cell(ours)}<td>${ratioShown(ratio)}</td><td>${goal === undefined ? '' : `≤ ${goal.toFixed(2)}`}</td></tr>`
}

const BUSY = '\n<li class="busy">the machine was busy with other work: times are rough</li>'

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const STYLE = `
:root { --ground: #fbfaf7; --card: #fff; --ink: #21242b; --soft: #646a76; --line: #e5e2da; --theirs: #a9aeba; --ours: #2b7a4b; --over: #21242b; --good: #1d6a3d; --good-ground: #e2f2e7; --bad: #93400f; --bad-ground: #fcebdc }
@media (prefers-color-scheme: dark) {
  :root { --ground: #15171b; --card: #1d2026; --ink: #e7e8ea; --soft: #9aa1ad; --line: #30343c; --theirs: #5d6472; --ours: #5dbb82; --over: #f2f3f5; --good: #86d9a5; --good-ground: #1d3527; --bad: #f2b184; --bad-ground: #42291a }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
header, main { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem }
header { padding-top: 3rem }
h1 { font-size: clamp(1.7rem, 5vw, 2.4rem); line-height: 1.15; letter-spacing: -.02em; margin: 0 0 .75rem }
.lead { font-size: 1.15rem; max-width: 44rem; margin: 0 0 1.25rem }
.facts { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1.25rem; padding: 0 }
.facts li { border: 1px solid var(--line); background: var(--card); border-radius: 99px; padding: .2rem .8rem; font-size: .875rem }
.facts .busy { background: var(--bad-ground); color: var(--bad); border-color: transparent }
.key { color: var(--soft); font-size: .9rem; margin: 0 }
.dot { display: inline-block; width: .8rem; height: .8rem; border-radius: 3px; margin: 0 .4rem 0 .9rem; vertical-align: -.06rem }
.dot:first-child { margin-left: 0 }
.dot.theirs, b.theirs { background: var(--theirs) }
.dot.ours, b.ours { background: var(--ours) }
.tick { display: inline-block; width: 0; height: 1rem; border-left: 2px dotted var(--over); margin: 0 .5rem 0 1rem; vertical-align: -.16rem }
section { margin: 2.75rem 0 }
h2 { font-size: 1.3rem; letter-spacing: -.01em; margin: 0 0 .25rem }
section > p { color: var(--soft); margin: 0 0 1rem; max-width: 46rem }
.rows { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden }
article { padding: .9rem 1.1rem 1rem }
article + article { border-top: 1px solid var(--line) }
h3 { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; font-size: 1rem; font-weight: 600; margin: 0 0 .5rem }
.figures { white-space: nowrap; font-variant-numeric: tabular-nums }
.goal { color: var(--soft); font-size: .85rem; font-weight: 400; margin-right: .6rem }
.ratio { background: var(--ground); border-radius: 6px; padding: .1rem .5rem }
.ratio.met { background: var(--good-ground); color: var(--good) }
.ratio.missed { background: var(--bad-ground); color: var(--bad) }
.bar { display: grid; grid-template-columns: 5.5rem 1fr 6rem; gap: .75rem; align-items: center; font-size: .9rem }
.bar + .bar { margin-top: .35rem }
.name { color: var(--soft) }
.value { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.track { position: relative; height: 1.05rem }
.track b { position: absolute; inset: 0 auto 0 0; min-width: 2px; border-radius: 3px }
.track i { position: absolute; top: 50%; height: 7px; margin-top: -3.5px; border: solid var(--over); border-width: 0 1.5px; min-width: 2px; opacity: .75 }
.track i::before { content: ""; position: absolute; left: 0; right: 0; top: 50%; border-top: 1.5px solid var(--over); transform: translateY(-50%) }
.track u { position: absolute; top: -.25rem; bottom: -.25rem; border-left: 2px dotted var(--over) }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums }
th, td { padding: .5rem .9rem; text-align: right; white-space: nowrap; vertical-align: top }
th[scope=row] { text-align: left; font-weight: 400; white-space: normal; min-width: 13rem }
thead th { color: var(--soft); font-weight: 600 }
tbody tr { border-top: 1px solid var(--line) }
td small { display: block; color: var(--soft); font-size: .8em }
code, pre { font: .9em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: .9rem 1.1rem; overflow-x: auto; margin: .5rem 0 0 }
.text ul { margin: .5rem 0 2rem; padding-left: 1.2rem }
.text li { margin: .4rem 0; max-width: 50rem }
@media (max-width: 36rem) {
  header { padding-top: 2rem }
  .bar { grid-template-columns: 1fr auto; gap: .1rem .75rem }
  .track { grid-column: 1 / -1; grid-row: 2 }
  h3 { flex-wrap: wrap; gap: .1rem 1rem }
  table { font-size: .82rem }
  th, td { padding: .45rem .4rem }
  th[scope=row] { min-width: 7rem }
  pre { white-space: pre-wrap }
}
`
