import type { Offer, PayReply, PhoneSetup } from '../../wallet/wallet-call'
import { element } from '../element'
import { openOverlay } from './overlay'
import type { WalletServer } from './wallet-server'

const WALLETS = {
  wechat: { name: '微信支付', source: '零钱' },
  alipay: { name: '支付宝', source: '余额' },
} as const

/** Shows the payment sheet of this phone's wallet; resolves with the owner's decision. */
export function confirmPayment(
  setup: PhoneSetup,
  server: WalletServer,
  offer: Offer,
): Promise<PayReply> {
  return new Promise((resolve, reject) => {
    const confirm = button('wallet-confirm', '确认支付', { class: 'confirm' })
    const cancel = button('wallet-cancel', '取消', { class: 'cancel' })
    const end = (reply: PayReply) => {
      overlay.close()
      resolve(reply)
    }
    const thinkBetter = () => {
      if (confirm.disabled) return
      void server.cancel()
      end({ outcome: 'cancelled' })
    }
    confirm.addEventListener('click', () => {
      confirm.disabled = true
      confirm.textContent = '正在支付…'
      server.pay(offer.reference).then(end, (error: Error) => {
        overlay.close()
        reject(error)
      })
    })
    cancel.addEventListener('click', thinkBetter)
    const overlay = openOverlay(drawSheet(setup, offer, confirm, cancel), thinkBetter)
  })
}

function drawSheet(
  { name, otherPayees, payee, wallet }: PhoneSetup,
  { account, description, totalFen }: Offer,
  confirm: HTMLElement,
  cancel: HTMLElement,
): HTMLElement {
  const { name: walletName, source } = WALLETS[wallet]
  const payeeName = (account && otherPayees?.[account]) ?? payee
  const sheet = element(
    'div',
    {
      ...{ class: 'sheet', role: 'dialog', 'aria-label': walletName, tabindex: '-1' },
      'data-testid': 'wallet-sheet',
    },
    element('p', { class: 'wallet' }, walletName),
    element('p', { class: 'payee', 'data-testid': 'wallet-payee' }, payeeName),
    element('p', { class: 'amount', 'data-testid': 'wallet-amount' }, ...drawYuan(totalFen)),
    drawRow('商品', description),
    drawRow('付款人', name, 'wallet-payer'),
    drawRow('付款方式', source),
    confirm,
    cancel,
  )
  return element('div', { class: `shade ${wallet}` }, sheet)
}

/** The yuan large, the fen smaller, and as text exactly `¥177.20`. */
function drawYuan(fen: number): (Node | string)[] {
  const digits = String(fen).padStart(3, '0')
  return [
    element('small', {}, '¥'),
    digits.slice(0, -2),
    element('small', {}, `.${digits.slice(-2)}`),
  ]
}

const drawRow = (label: string, value: string, testId = ''): HTMLElement =>
  element(
    'p',
    { class: 'row' },
    element('span', {}, label),
    element('span', testId ? { 'data-testid': testId } : {}, value),
  )

const button = (testId: string, text: string, attributes: Readonly<Record<string, string>>) =>
  element('button', { type: 'button', 'data-testid': testId, ...attributes }, text)
