// The page's own script; inline ones are not allowed here.
posthog.init(settings.token, settings.options)
posthog.capture('item_created', { kind: 'note' })

const button = document.querySelector('button')
button.addEventListener('click', () => {
  posthog.identify('user-1')
  posthog.capture('signed_in')
})
button.disabled = false
