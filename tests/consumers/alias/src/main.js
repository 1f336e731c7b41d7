// An app as it was written for posthog-js.
import posthog from 'posthog-js'
import { signIn } from './sign-in.js'

const { token, options } = window.settings
posthog.init(token, options)
posthog.capture('item_created', { kind: 'note' })

const button = document.querySelector('button')
button.addEventListener('click', signIn)
button.disabled = false
