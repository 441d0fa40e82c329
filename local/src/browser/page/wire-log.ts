import { element } from '../element'
import type { WireEvent } from '../../wire'
import { showMillisecond } from './china-clock'
import { stack } from './stack'

const KEPT = 200

/** Events passed by each filter. */
const FILTERS: readonly { readonly title: string; readonly services: readonly string[] }[] = [
  { title: '全部', services: ['wallet', 'wechat', 'wechat-pay', 'alipay', 'cloudbase', 'fapiao'] },
  { title: '支付', services: ['wallet', 'wechat', 'wechat-pay', 'alipay'] },
  { title: '云函数', services: ['cloudbase'] },
]

/** Live wire log, newest first. */
export function createWireLog(): HTMLElement {
  const list = element('ol', { class: 'wire', 'data-testid': 'wire', 'data-filter': '全部' })
  const choices = FILTERS.map(({ title }, index) => {
    const radio = element('input', { type: 'radio', name: 'filter', value: title })
    radio.checked = index === 0
    radio.addEventListener('change', () => {
      list.dataset['filter'] = title
    })
    return element('label', {}, radio, element('span', {}, title))
  })
  void stack.followWire((event) => {
    list.prepend(drawEvent(event))
    while (list.childElementCount > KEPT) list.lastElementChild?.remove()
  })
  return element(
    'section',
    { class: 'card wire-card' },
    element(
      'header',
      {},
      element('h2', {}, '线上报文'),
      element('span', { class: 'live' }, '实时'),
    ),
    element('div', { class: 'filters', role: 'radiogroup', 'aria-label': '显示' }, ...choices),
    list,
  )
}

function drawEvent({ atMs, data, detail, outcome, service, title }: WireEvent): HTMLElement {
  const shown = FILTERS.filter(({ services }) => services.includes(service))
  return element(
    'li',
    { class: outcome, 'data-shown-in': shown.map((filter) => filter.title).join(' ') },
    element(
      'details',
      {},
      element(
        'summary',
        {},
        element('strong', {}, title),
        element('time', {}, showMillisecond(atMs)),
        element('span', {}, detail),
      ),
      element('pre', {}, JSON.stringify({ service, ...data }, null, 2)),
    ),
  )
}
