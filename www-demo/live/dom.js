// Builds elements. Everything an event carries goes in as text, never as markup: it comes from other people's pages.

/** `el('p', { class: 'note', onclick }, 'text', child)`; null children are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else if (name === 'style') node.style.setProperty(...value)
    else node.setAttribute(name, value === true ? '' : value)
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined))
  return node
}

export const byId = (id) => document.getElementById(id)

/** A details element whose content is built when it is first opened. */
export function fold(summary, build, attributes = {}) {
  const node = el('details', attributes, summary)
  node.addEventListener('toggle', () => {
    if (node.open && node.children.length === 1) node.append(...[build()].flat())
  })
  return node
}
