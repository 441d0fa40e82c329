import type { OrderId } from '@palm/shared/order/facts/order'

/** 订单号, as drivers copy it and tell it to service; the operator's commands take it. */
export const orderNumber = (orderId: OrderId): string =>
  orderId.slice('order:'.length).toUpperCase()

/** Letters of either case, spaces and the prefix of the id are accepted. */
export const orderIdOf = (number: string): OrderId =>
  `order:${number
    .replace(/\s/g, '')
    .toLowerCase()
    .replace(/^order:/, '')}`
