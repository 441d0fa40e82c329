import type {
  AccountView,
  RechargeOfferView,
  RechargeView,
  RefundPreview,
  StatementRowView,
} from '@palm/shared/api/account'
import { fen } from '@palm/shared/kernel/fen'
import { later, MINUTE_MS } from '@palm/shared/kernel/instant'
import { NOON } from './phone'
import { branded, type Plain } from './plain'

/** 满百送30 */
export const anOfferView = (overrides: Partial<Plain<RechargeOfferView>> = {}): RechargeOfferView =>
  branded<RechargeOfferView>({
    offerId: 'recharge-offer:100-30',
    toMs: Date.parse('2027-01-01T00:00:00+08:00'),
    giftDays: 90,
    tiers: [{ minimumFen: 10_000, giftFen: 3_000, coupons: [] }],
    unmet: null,
    ...overrides,
  })

export const anAccountView = (overrides: Partial<Plain<AccountView>> = {}): AccountView =>
  branded<AccountView>({
    memberId: 'member:0123456789abcdef7k2m',
    principalFen: 0,
    giftFen: 0,
    freeze: null,
    guard: { hasPassword: false, freeFen: 20_000, perDayFen: null },
    limits: { perOrderFen: null, perDayFen: null, maxFen: 100_000, roomFen: 100_000 },
    isOffered: true,
    offers: [anOfferView()],
    recharges: [],
    ...overrides,
  })

export const aRefundPreview = (overrides: Partial<Plain<RefundPreview>> = {}): RefundPreview =>
  branded<RefundPreview>({
    principalFen: 10_000,
    amountFen: 10_000,
    giftLostFen: 3_000,
    giftSpentFen: 0,
    couponsSpentFen: 0,
    couponsLost: 0,
    ...overrides,
  })

/** ¥100 awaiting payment, with ¥30 promised. */
export const anOpenRecharge = (overrides: Partial<Plain<RechargeView>> = {}): RechargeView =>
  branded<RechargeView>({
    rechargeId: 'recharge:1',
    paidBy: 'wechat',
    status: 'requested',
    amountFen: 10_000,
    giftFen: 3_000,
    requestedAtMs: NOON,
    payByMs: later(NOON, 15 * MINUTE_MS),
    left: { principalFen: fen(0), giftFen: fen(0) },
    refundable: null,
    notRefundable: null,
    refunds: [],
    ...overrides,
  })

export const aPaidRecharge = (overrides: Partial<Plain<RechargeView>> = {}): RechargeView =>
  anOpenRecharge({
    status: 'paid',
    payByMs: null,
    left: { principalFen: fen(10_000), giftFen: fen(3_000) },
    refundable: aRefundPreview(),
    ...overrides,
  })

export const aStatementRow = (overrides: Partial<Plain<StatementRowView>> = {}): StatementRowView =>
  branded<StatementRowView>({
    rowId: 'stored-value-row:1',
    kind: 'recharged',
    principalFen: fen(10_000),
    giftFen: fen(3_000),
    balance: { principalFen: fen(10_000), giftFen: fen(3_000) },
    orderId: null,
    atMs: NOON,
    ...overrides,
  })
