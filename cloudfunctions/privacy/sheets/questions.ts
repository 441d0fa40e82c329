import type { Ticket } from '@palm/shared/ticket/ticket'
import { orderNumber, type Sheet, time } from '../../flows/sheets/cell'

/** 反映的问题: every line of every conversation, the newest question first. */
export const questionSheet = (tickets: readonly Ticket[]): Sheet => ({
  name: '反映的问题',
  headings: ['时间', '谁说的', '内容', '订单号'],
  rows: tickets.flatMap(({ about, said }) =>
    said.map(({ atMs, by, name, text }) => [
      time(atMs),
      by === 'driver' ? '我' : `客服${name}`,
      text,
      about ? orderNumber(about.orderId) : '',
    ]),
  ),
})
