// The same, by CommonJS.
const { posthog } = require('prickle')
const { run } = require('./app.js')

run(posthog)
