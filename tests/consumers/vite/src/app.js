// What the app does with analytics. The button works when it is enabled.
export function run(posthog) {
  const { token, options } = window.settings
  posthog.init(token, options)
  posthog.capture('item_created', { kind: 'note' })

  const button = document.querySelector('button')
  button.addEventListener('click', () => {
    posthog.identify('user-1')
    posthog.capture('signed_in')
  })
  button.disabled = false
}
