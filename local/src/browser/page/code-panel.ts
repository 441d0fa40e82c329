import { toString as drawQrCode } from 'qrcode'
import { element } from '../element'
import type { PrintedCode } from '../../wallet/printed-code'
import type { PhoneView } from './phone-view'

/** The codes of one group at a time; a tap on one lets a phone scan it. */
export async function createCodePanel(
  title: string,
  phones: readonly PhoneView[],
): Promise<HTMLElement> {
  const codes = (await (await fetch('/printed-codes')).json()) as readonly PrintedCode[]
  const groups = [...new Set(codes.map(({ group }) => group))]
  const picker = element(
    'select',
    { 'aria-label': '在哪里' },
    ...groups.map((group) => element('option', {}, group)),
  )
  const list = element('div', { class: 'codes' })
  async function fill() {
    const shown = codes.filter(({ group }) => group === picker.value)
    list.replaceChildren(...(await Promise.all(shown.map((code) => drawCode(code, phones)))))
  }
  picker.addEventListener('change', () => void fill())
  await fill()
  const hint = element('p', { class: 'hint' }, '点一个码，选哪部手机来扫；或在手机里点扫码。')
  return element(
    'section',
    { class: 'card', 'data-testid': 'codes' },
    element('header', {}, element('h2', {}, title), picker),
    ...(codes.length > 0 ? [list, hint] : [element('p', { class: 'hint' }, '还没有印出来的码。')]),
  )
}

/** The app is running in the background, or was closed. */
const STARTS = [
  ['warm', ''],
  ['cold', '（小程序已关掉）'],
] as const

async function drawCode(code: PrintedCode, phones: readonly PhoneView[]): Promise<HTMLElement> {
  const { address, label, link, note } = code
  const picture = element('span', { class: 'qr' })
  if (address === undefined) picture.innerHTML = await drawQrCode(link, { type: 'svg', margin: 0 })
  else picture.textContent = '菜单'
  const details = element(
    'details',
    { class: 'code' },
    element('summary', { title: link }, picture, element('strong', {}, label), note),
  )
  const question = address === undefined ? '用哪部手机扫？' : '用哪部手机打开？'
  const menu = element('div', { class: 'menu' }, element('p', {}, question))
  for (const phone of phones) {
    for (const [start, words] of STARTS) {
      const button = element('button', { type: 'button' }, `${phone.caption}${words}`)
      button.addEventListener('click', () => {
        details.open = false
        phone.openBy(code, start)
      })
      menu.append(button)
    }
  }
  details.append(menu)
  return details
}
