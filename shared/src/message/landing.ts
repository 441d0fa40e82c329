import type { MessageFacts } from './facts'

/** The screen to which a message leads: a page of the mini-program, and its parameters. */
export interface Landing {
  readonly page: string
  readonly query: Readonly<Record<string, string>>
}

export function landingOf(facts: MessageFacts): Landing {
  switch (facts.kind) {
    case 'order-paid':
    case 'order-waiting':
      return at('packages/refuel/passphrase/passphrase', { orderId: facts.orderId })
    case 'order-done':
      return at('packages/refuel/order/order', { orderId: facts.orderId })
    case 'refund-arrived':
      return facts.of.startsWith('order:')
        ? at('packages/refuel/order/order', { orderId: facts.of })
        : at('packages/account/statement/statement')
    case 'recharge-arrived':
      return at('packages/account/account/account')
    case 'coupons-expiring':
      return at('packages/coupon/coupons/coupons')
    case 'points-expiring':
      return at('packages/loyalty/loyalty/loyalty')
    case 'contract-behind':
    case 'contract-fulfilled':
    case 'contract-broken':
      return at('packages/contract/contract/contract', { contractId: facts.contractId })
    case 'invoice-issued':
      return at('packages/invoice/invoice/invoice', { invoiceId: facts.invoiceId })
    case 'duty-long':
    case 'duty-ending':
      return at('packages/staff/queue/queue')
  }
}

const at = (page: string, query: Landing['query'] = {}): Landing => ({ page, query })

/**
 * `packages/refuel/order/order?orderId=order%3A0k3…&from=message`, as wallets take it: the app learns
 * that a message has opened it.
 */
export function landingAddress({ page, query }: Landing): string {
  const pairs = Object.entries(query).map(([name, text]) => `${name}=${encodeURIComponent(text)}`)
  return `${page}?${[...pairs, 'from=message'].join('&')}`
}
