import type { PointsRow } from '@palm/shared/points/decision'
import type { StatementRow } from '../../documents/member/stored-value-rows'
import { orderNumber, type Sheet, time, yuan } from './cell'

const ROW_KINDS: Readonly<Record<StatementRow['kind'], string>> = {
  recharged: '充值',
  spent: '加油付款',
  'given-back': '加油退回',
  refunded: '退回钱包',
  'gift-expired': '赠送金到期',
  merged: '合并账户',
  separated: '撤销合并',
}

/** 电子账户, as the rows are given. */
export const accountSheet = (rows: readonly StatementRow[]): Sheet => ({
  name: '电子账户',
  headings: [
    '时间',
    '项目',
    '本金（元）',
    '赠送（元）',
    '本金余额（元）',
    '赠送余额（元）',
    '单号',
  ],
  rows: rows.map(({ atMs, balance, giftFen, kind, principalFen, subject }) => [
    time(atMs),
    ROW_KINDS[kind],
    yuan(principalFen),
    yuan(giftFen),
    yuan(balance.principalFen),
    yuan(balance.giftFen),
    orderNumber(subject),
  ]),
})

const POINTS_KINDS: Readonly<Record<PointsRow['kind'], string>> = {
  earned: '加油得积分',
  held: '付款抵现',
  released: '没付成，退还',
  'given-back': '退款，退还',
  'taken-back': '退款，收回',
  expired: '到期',
  merged: '合并账户',
  separated: '撤销合并',
}

/** 积分, as the rows are given. */
export const pointsSheet = (rows: readonly PointsRow[]): Sheet => ({
  name: '积分',
  headings: ['时间', '项目', '积分', '余额', '订单号'],
  rows: rows.map(({ atMs, balance, kind, orderId, points }) => [
    time(atMs),
    POINTS_KINDS[kind],
    points,
    balance,
    orderId === null ? '' : orderNumber(orderId),
  ]),
})
