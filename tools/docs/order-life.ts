import { type OrderStatus, TRANSITIONS } from '@palm/shared/order/facts/order'

/** Chinese names of the states. */
const NAMES: Readonly<Record<OrderStatus, string>> = {
  unpaid: '待付款',
  closing: '关单中',
  closed: '已关闭',
  paid: '已付款，待确认',
  confirmed: '已加油',
  refunding: '退款中',
  refunded: '已退款',
}

/** Reason of each transition; the table lists the transitions. */
const REASONS: Readonly<Record<string, string>> = {
  'unpaid → closing': '15 分钟没付款，或司机取消',
  'unpaid → paid': '渠道说已付；或积分、电子账户付清',
  'closing → closed': '渠道已关单',
  'closing → paid': '渠道说已付：付款赢过关单',
  'closed → paid': '超时关闭后才到的钱：重新打开',
  'closed → refunding': '取消后才到的钱：自动退回',
  'paid → confirmed': '加油员核对口令并确认',
  'paid → refunding': '加油员退单或一滴没加；司机取回未加的预付；到时间没有加油',
  'paid → refunded': '同上，没有用到钱包',
  'refunding → refunded': '渠道说已退',
}

/** The page docs/order-life.md, generated from the table that decisions are tested against. */
export function orderLifePage(): string {
  const moves = Object.entries(TRANSITIONS).flatMap(([from, tos]) =>
    tos.map((to) => ({ from, to })),
  )
  return [
    '# The life of an order',
    '',
    'Drawn from `TRANSITIONS` in `shared/src/order/facts/order.ts` by `npm run docs`; a test compares them.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> unpaid: 下单',
    ...moves.map(({ from, to }) => `  ${from} --> ${to}: ${REASONS[`${from} → ${to}`]}`),
    '```',
    '',
    '| state | 中文 | may become |',
    '| --- | --- | --- |',
    ...Object.entries(TRANSITIONS).map(
      ([status, next]) =>
        `| ${status} | ${NAMES[status as OrderStatus]} | ${next.join(', ') || '—'} |`,
    ),
    '',
  ].join('\n')
}
