/**
 * Run in the page: texts of the visible screen that larger letters push out of sight. A text is
 * clipped if a part of it is outside of the screen, of its own box, or of a box that hides what
 * does not fit; or if its line is so narrow that every sign stands alone.
 */
export const CLIPPED = `(() => {
  const SLACK = 2
  const faults = []
  const nameOf = (element) => element.className && typeof element.className === 'string'
    ? '.' + element.className.trim().split(/\\s+/).join('.') : element.tagName.toLowerCase()
  const blockOf = (element) => {
    let at = element
    while (at && getComputedStyle(at).display.startsWith('inline')
      && getComputedStyle(at).display === 'inline') at = at.parentElement
    return at
  }
  const scrolls = (value) => value === 'auto' || value === 'scroll'
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim()
    const holder = node.parentElement
    if (!text || !holder || ['SCRIPT', 'STYLE'].includes(holder.tagName)) continue
    if (holder.closest('[data-wallet]')) continue
    if (getComputedStyle(holder).visibility === 'hidden') continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
    if (rects.length === 0) continue
    const box = range.getBoundingClientRect()
    const say = (why) => faults.push(nameOf(holder) + ' “' + text.slice(0, 24) + '” ' + why)
    const lines = new Set(rects.map(({ top }) => Math.round(top))).size
    if (text.length > 3 && lines >= text.length - 1 && !/^[\\d\\s]+$/.test(text)) say('one sign a line')
    let free = false
    for (let at = holder; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.display === 'inline') continue
      const edge = at.getBoundingClientRect()
      const own = at === blockOf(holder)
      const hides = (value) => value === 'hidden' || value === 'clip'
      if (own || hides(style.overflowX)) {
        if (box.right > edge.right + SLACK || box.left < edge.left - SLACK) {
          if (!(own && style.overflowX === 'visible' && free)) say('wider than ' + nameOf(at))
          break
        }
      }
      if ((own || hides(style.overflowY)) && at !== document.body) {
        if (box.bottom > edge.bottom + SLACK * 3 || box.top < edge.top - SLACK * 3) {
          say('higher than ' + nameOf(at)); break
        }
      }
      if (scrolls(style.overflowX)) free = true
      if (scrolls(style.overflowY) || style.position === 'fixed') break
    }
    if (!free && (box.right > innerWidth + SLACK || box.left < -SLACK)) {
      const inScroller = (() => { for (let at = holder; at; at = at.parentElement) {
        if (scrolls(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth
          && at.clientWidth <= innerWidth && !at.classList.contains('taro_page')) return true }
        return false })()
      if (!inScroller) say('beyond the screen')
    }
  }
  return [...new Set(faults)]
})()`
