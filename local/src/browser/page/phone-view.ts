import { element } from '../element'
import type { PhoneMessage } from '../../wallet/phone-message'
import type { PrintedCode } from '../../wallet/printed-code'
import { showMinute } from './china-clock'
import type { Holder, PhonePlace } from '../../page/page-setup'
import { readNotices, showNotice } from './notices'

/** Width for which mini-programs are designed; the screen on the page is scaled from it. */
const SCREEN_WIDTH = 375
const LOOK_EVERY_MS = 500

/** A phone on the page: a bezel, a status bar, and the page in a frame. */
export interface PhoneView {
  readonly node: HTMLElement
  readonly caption: string
  holder(): Holder
  /** Opens the app by a code, or by a menu of the wallet: warm if it runs, cold after it was closed. */
  openBy(code: Entrance, start: 'warm' | 'cold'): void
  showTime(nowMs: number): void
  /** A service message may have arrived for its holder: shows the newest that is new. */
  lookForNotices(): Promise<void>
  /** The clock was advanced: informs the page in the frame. */
  moveClock(nowMs: number): void
}

export function createPhoneView({ caption, people }: PhonePlace): PhoneView {
  const time = element('span')
  const bar = element('div', { class: 'status-bar' }, time, drawSignals())
  const frame = element('iframe', { allow: 'clipboard-write' })
  const banner = element('div', { class: 'notices', role: 'status' })
  const screen = element('div', { class: 'screen' }, frame, banner)
  const picker = drawPicker(caption, people)
  const holder = () => people.find(({ id }) => id === picker.value) ?? people[0]!
  const tell = (message: PhoneMessage) => frame.contentWindow?.postMessage(message, origin)

  function switchOn() {
    const { id, name } = holder()
    frame.title = `${caption} · ${name}`
    frame.src = `/phone/${id}/`
  }

  let starts = 0
  function openBy(code: Entrance, start: 'warm' | 'cold') {
    if (start === 'warm') return tell(warmStart(code))
    starts += 1
    frame.src = coldStart(`/phone/${holder().id}/?start=${starts}`, code)
  }

  let known = Number.POSITIVE_INFINITY
  async function lookForNotices(isFirst = false): Promise<void> {
    const notices = await readNotices(holder().id)
    const newest = notices.at(-1)
    if (!isFirst && newest && notices.length > known) {
      showNotice(banner, newest, () => {
        // Another page of one document does not load it again: a tap is a cold start.
        frame.src = `/phone/${holder().id}/?notice=${notices.length}#/${newest.address}`
      })
    }
    known = notices.length
  }

  picker.addEventListener('change', () => {
    switchOn()
    void lookForNotices(true)
  })
  void lookForNotices(true)
  new ResizeObserver(([entry]) => {
    const scale = (entry?.contentRect.width ?? SCREEN_WIDTH) / SCREEN_WIDTH
    screen.style.setProperty('--scale', String(scale))
  }).observe(screen)
  setInterval(() => blend(bar, frame), LOOK_EVERY_MS)
  switchOn()

  return {
    caption,
    node: element(
      'section',
      { class: 'phone', 'aria-label': caption },
      element('header', {}, element('h2', {}, caption), picker),
      element('div', { class: 'bezel' }, bar, screen),
    ),
    holder,
    openBy,
    showTime(nowMs) {
      time.textContent = showMinute(nowMs)
    },
    lookForNotices: () => lookForNotices(),
    moveClock: (nowMs) => tell({ kind: 'clock', nowMs }),
  }
}

const drawPicker = (caption: string, people: readonly Holder[]) =>
  element(
    'select',
    { 'aria-label': `${caption}：谁在用` },
    ...people.map(({ id, name }) => element('option', { value: id }, name)),
  )

type Entrance = Pick<PrintedCode, 'address' | 'link'>

const warmStart = ({ address, link }: Entrance): PhoneMessage =>
  address === undefined ? { kind: 'scan', link } : { kind: 'open', address }

function coldStart(phone: string, { address, link }: Entrance): string {
  if (address !== undefined) return `${phone}#/${address}`
  const scanned = encodeURIComponent(link)
  // WeChat's host reads one name, Alipay's the other.
  return `${phone}&q=${scanned}&qrCode=${scanned}`
}

function drawSignals(): HTMLElement {
  const signals = element('span', { class: 'signals', 'aria-hidden': 'true' })
  signals.innerHTML = `<svg viewBox="0 0 52 12" width="52" height="12" fill="currentColor">
    <rect y="7" width="3" height="5" rx="1"/><rect x="5" y="5" width="3" height="7" rx="1"/>
    <rect x="10" y="3" width="3" height="9" rx="1"/><rect x="15" width="3" height="12" rx="1"/>
    <rect x="28.5" y="0.5" width="20" height="11" rx="3" fill="none" stroke="currentColor"/>
    <rect x="30.5" y="2.5" width="14" height="7" rx="1.5"/><rect x="50" y="4" width="2" height="4" rx="1"/>
  </svg>`
  return signals
}

/** The status bar takes the colour below it, as on a phone. */
function blend(bar: HTMLElement, frame: HTMLIFrameElement): void {
  const page = frame.contentDocument
  const view = frame.contentWindow
  if (!page?.body || !view) return
  const topmost = page.elementFromPoint(SCREEN_WIDTH / 2, 2)
  const inner = topmost?.shadowRoot?.elementFromPoint(SCREEN_WIDTH / 2, 2)
  const colour = colourUnder(inner ?? topmost, view)
  bar.style.backgroundColor = colour
  bar.classList.toggle('on-dark', isDark(colour))
}

function colourUnder(topmost: Element | null, view: Window): string {
  for (let node = topmost; node; node = node.parentElement) {
    const { backgroundColor } = view.getComputedStyle(node)
    if (!/, 0\)$/.test(backgroundColor)) return backgroundColor
  }
  return 'rgb(255, 255, 255)'
}

function isDark(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = colour.match(/[\d.]+/g)?.map(Number) ?? []
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128
}
