// The buttons, the state and the log of script-tag.html. Only public methods of the SDK are used.
'use strict'

const byId = (id) => document.getElementById(id)
let clicks = 0

const CALLS = {
  capture: () => ['capture', 'button_clicked', { clicks: ++clicks, from: 'script tag' }],
  register: () => ['register', { visit_mood: 'curious' }],
  identify: () => ['identify', 'ada@burr.example', { email: 'ada@burr.example', name: 'Ada', plan: 'free' }],
  group: () => ['group', 'company', 'thistle-works', { name: 'Thistle Works', plan: 'team', seats: 4 }],
  reset: () => ['reset'],
  optOut: () => ['opt_out_capturing'],
  optIn: () => ['opt_in_capturing'],
}

for (const button of document.querySelectorAll('[data-call]')) {
  button.addEventListener('click', () => {
    const [method, ...args] = CALLS[button.dataset.call]()
    log('call', `posthog.${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`)
    window.posthog[method](...args)
    showState()
  })
}

log('call', 'posthog.init("phc_demo", …)')
log('queued', 'posthog.register({"app_version":"script-tag"})')
log('queued', 'posthog.capture("script_tag_page_opened", {"queued":true})')

// array.js may have been quicker than this file.
if (window.posthog.__loaded) watch(window.posthog)
else window.addEventListener('sdk-loaded', (event) => watch(event.detail))

function watch(posthog) {
  log('loaded', `array.js is here: ${posthog.version}`)
  posthog.on('eventCaptured', (captured) => log('event', captured.event))
  // The queue is replayed after the loaded callback that called us; window.posthog is the SDK only then.
  setTimeout(showState)
  setInterval(showState, 1000)
}

function showState() {
  const posthog = window.posthog
  if (!posthog.__loaded) return
  byId('sdk').textContent = posthog.version
  byId('distinct-id').textContent = posthog.get_distinct_id()
  byId('session-id').textContent = posthog.get_session_id() || '–'
  byId('groups').textContent = JSON.stringify(posthog.getGroups())
  byId('capturing').textContent = posthog.has_opted_in_capturing() ? 'yes' : 'no, opted out'
}

function log(kind, text) {
  const line = document.createElement('li')
  line.className = kind
  const name = document.createElement('b')
  name.textContent = kind
  const code = document.createElement('code')
  code.textContent = text
  line.append(name, code)
  byId('log').prepend(line)
}
