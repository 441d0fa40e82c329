import { element } from '../element'
import { createClockMenu } from './clock-menu'
import { createCodePanel } from './code-panel'
import { createFaultMenu } from './fault-menu'
import { stack } from './stack'
import type { PageSetup } from '../../page/page-setup'
import { createPhoneView } from './phone-view'
import { createWireLog } from './wire-log'

/** WeChat's 订阅消息 and Alipay's 模板消息 on the wire. */
const SERVICE_MESSAGE = /message\/subscribe\/send|templatemessage\.send/

const setup = JSON.parse(document.getElementById('setup')?.textContent ?? '') as PageSetup
const phones = setup.phones.map(createPhoneView)
const side = element('aside', {}, createWireLog())

document.body.append(
  element(
    'header',
    { class: 'top' },
    element('h1', {}, setup.title),
    element('p', {}, setup.subtitle),
    createClockMenu(phones),
    createFaultMenu(setup.faults),
    element('a', { class: 'pill', href: '/codes', target: '_blank' }, `打印${setup.codes}`),
    ...setup.links.map(({ href, label }) =>
      element('a', { class: 'pill', href, target: '_blank' }, label),
    ),
  ),
  element('main', {}, ...phones.map(({ node }) => node), side),
)
// The wallet's server has taken a service message: the phone of its receiver shows it.
void stack.followWire(({ data, outcome, title }) => {
  const isMessage = SERVICE_MESSAGE.test(`${title} ${String(data?.['method'])}`)
  if (outcome !== 'ok' || !isMessage) return
  for (const phone of phones) void phone.lookForNotices()
})
void createCodePanel(setup.codes, phones).then((panel) => side.prepend(panel))

// At most one open menu; any other click closes it.
document.addEventListener('click', ({ target }) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.pill, details.code')) {
    if (!menu.contains(target as Node)) menu.open = false
  }
})
