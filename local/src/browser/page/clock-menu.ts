import { element } from '../element'
import { showDay, showSecond } from './china-clock'
import type { PhoneView } from './phone-view'
import { stack } from './stack'

const MINUTE_MS = 60_000
const STEPS: readonly (readonly [title: string, byMs: number])[] = [
  ['1 分钟', MINUTE_MS],
  ['15 分钟', 15 * MINUTE_MS],
  ['1 小时', 60 * MINUTE_MS],
  ['1 天', 24 * 60 * MINUTE_MS],
]
const LOOK_EVERY_MS = 1_000

/** The stack's time, and ways to advance it, which runs all due work. */
export function createClockMenu(phones: readonly PhoneView[]): HTMLElement {
  const shown = element('span', { class: 'time' })
  const menu = element('details', { class: 'pill', 'data-testid': 'clock' })

  function show(nowMs: number) {
    shown.textContent = showSecond(nowMs)
    shown.title = showDay(nowMs)
    for (const phone of phones) phone.showTime(nowMs)
  }

  async function advance(byMs: number) {
    menu.classList.add('busy')
    const nowMs = await stack.advanceClock(byMs)
    menu.classList.remove('busy')
    menu.open = false
    for (const phone of phones) phone.moveClock(nowMs)
    show(nowMs)
  }

  const buttons = STEPS.map(([title, byMs]) => {
    const button = element('button', { type: 'button' }, title)
    button.addEventListener('click', () => void advance(byMs))
    return button
  })
  menu.append(
    element('summary', { class: 'chevron' }, '时钟 ', shown, ' · 快进'),
    element('div', { class: 'menu' }, element('p', {}, '快进多久？'), ...buttons),
  )
  const look = () => void stack.readClock().then(show, () => undefined) // being restarted: later
  setInterval(look, LOOK_EVERY_MS)
  look()
  return menu
}
