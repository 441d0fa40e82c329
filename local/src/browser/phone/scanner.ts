import type { PrintedCode } from '../../wallet/printed-code'
import { element } from '../element'
import { openOverlay } from './overlay'
import { findVisibleCodes } from './visible-codes'

/** Shown initially; a search finds the others. */
const LISTED_MAX = 30

/**
 * 扫一扫 without a camera: codes decoded from the other phones' screens, printed codes, or any text.
 * Null if cancelled.
 */
export async function scanCode(): Promise<string | null> {
  const [visible, printed] = await Promise.all([findVisibleCodes(), fetchPrintedCodes()])
  return new Promise((resolve) => {
    const end = (text: string | null) => {
      overlay.close()
      resolve(text)
    }
    const overlay = openOverlay(drawScanner(visible, printed, end), () => end(null))
  })
}

async function fetchPrintedCodes(): Promise<readonly PrintedCode[]> {
  const codes = (await (await fetch('/printed-codes')).json()) as readonly PrintedCode[]
  return codes.filter(({ address }) => address === undefined)
}

function drawScanner(
  visible: readonly PrintedCode[],
  printed: readonly PrintedCode[],
  end: (text: string | null) => void,
): HTMLElement {
  const list = element('div', { class: 'codes', 'data-testid': 'wallet-printed-codes' })
  const search = element('input', { type: 'search', placeholder: '按名称找一个码' })
  const fill = () => {
    const found = printed.filter((code) => wordsOf(code).includes(search.value))
    list.replaceChildren(...found.slice(0, LISTED_MAX).map((code) => drawCode(code, end)))
  }
  search.addEventListener('input', fill)
  fill()
  const cancel = element('button', { type: 'button', 'data-testid': 'wallet-scan-cancel' }, '取消')
  cancel.addEventListener('click', () => end(null))
  return element(
    'div',
    {
      ...{ class: 'scanner', role: 'dialog', 'aria-label': '扫一扫', tabindex: '-1' },
      'data-testid': 'wallet-scanner',
    },
    element('header', {}, element('h1', {}, '扫一扫'), cancel),
    ...drawSection(
      '别的手机上的码',
      visible.map((code) => drawCode(code, end)),
    ),
    ...drawSection('现场的码', printed.length > 0 ? [search, list] : []),
    ...drawSection('或者输入码的内容', [drawInput(end)]),
  )
}

const drawSection = (title: string, content: readonly HTMLElement[]): HTMLElement[] =>
  content.length > 0 ? [element('h2', {}, title), ...content] : []

const wordsOf = ({ group, label, note }: PrintedCode) => `${group} ${label} ${note}`

function drawCode(
  { group, label, link, note }: PrintedCode,
  end: (text: string) => void,
): HTMLElement {
  const button = element(
    'button',
    { type: 'button', class: 'code', 'data-link': link },
    element('strong', {}, `${label} ${note}`),
    element('span', {}, group),
  )
  button.addEventListener('click', () => end(link))
  return button
}

function drawInput(end: (text: string) => void): HTMLElement {
  const input = element('input', {
    placeholder: '粘贴链接或文字',
    'data-testid': 'wallet-scan-text',
  })
  const button = element('button', { type: 'submit', 'data-testid': 'wallet-scan-enter' }, '确定')
  const form = element('form', {}, input, button)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (input.value !== '') end(input.value)
  })
  return form
}
