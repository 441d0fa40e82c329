const ACTS = '[role=button], [role=link], [role=radio], [role=switch], [role=checkbox]'

/**
 * In a browser, what a finger taps is reached by keyboard, too: views have roles, but only a tab index
 * makes them stops, and only a click on Enter or Space makes them act (WCAG 2.1.1).
 */
export function openKeyboard(): void {
  const reach = (root: ParentNode) => {
    for (const view of root.querySelectorAll<HTMLElement>(ACTS)) {
      if (!view.hasAttribute('tabindex')) view.tabIndex = 0
    }
  }
  reach(document)
  const watch = new MutationObserver(() => reach(document))
  watch.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('keydown', (event) => {
    const { key, target } = event
    if ((key !== 'Enter' && key !== ' ') || !(target instanceof HTMLElement)) return
    if (target.tagName === 'BUTTON' || !target.matches(ACTS)) return
    event.preventDefault()
    target.click()
  })
}
