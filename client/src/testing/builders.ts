import type { OrderView, PlacedReply, QuoteView, TendersView } from '@palm/shared/api/order'
import type {
  ApprovalView,
  DutyView,
  QueueReply,
  StaffOrderView,
  StaffView,
} from '@palm/shared/api/staff'
import type { NozzleView, StationView, StationWithNozzles } from '@palm/shared/api/station'
import { fen } from '@palm/shared/kernel/fen'
import { type EpochMs, HOUR_MS, later, MINUTE_MS } from '@palm/shared/kernel/instant'
import {
  dutyHours,
  hourAt,
  type HourKey,
  hourKey,
  type KeyHour,
  orderHoursAt,
  orderKey,
} from '@palm/shared/passphrase/key'
import { NOON } from './phone'
import { branded, type Plain } from './plain'

export const ORDER_ID = 'order:0k3v8m2p9q4r6s7x7k2m'
export const OTHER_ORDER_ID = 'order:0k3v8m2p9q4r6s7x9p3q'
const STATION_ID = 'station:bj0001'

const SECRET = 'ab'.repeat(32)

/** The key of the demo station's hour. */
export const keyOf = (nowMs: EpochMs): HourKey => keyIn(hourAt(nowMs))
const keyIn = (hour: KeyHour) => hourKey({ current: SECRET, next: null }, STATION_ID, hour)

const GRADE = { gradeId: 'petrol-92', gradeName: '92# 汽油', pumpPriceFen: 781 } as const

export const aNozzle = (overrides: Partial<Plain<NozzleView>> = {}): NozzleView =>
  branded<NozzleView>({
    ...GRADE,
    nozzleId: 'nozzle:bj0001-03',
    nozzleNumber: 3,
    ...overrides,
  })

export const aStation = (overrides: Partial<Plain<StationView>> = {}): StationView =>
  branded<StationView>({
    stationId: STATION_ID,
    name: '朝阳北路加油站',
    payeeName: '北京朝北石油销售有限公司',
    address: '朝阳北路 108 号',
    latitude: 39.92,
    longitude: 116.5,
    phone: '010-65000000',
    openingHours: '24 小时',
    phonePolicy: 'at-pump',
    facilities: [],
    ways: ['fuel-first', 'pay-first'],
    distanceM: 1_200,
    prices: [GRADE],
    ...overrides,
  })

export const aSale = (overrides: Partial<Plain<StationWithNozzles>> = {}): StationWithNozzles =>
  branded<StationWithNozzles>({
    station: aStation(),
    nozzles: [aNozzle(), aNozzle({ nozzleId: 'nozzle:bj0001-05', nozzleNumber: 5 })],
    nozzle: aNozzle(),
    ...overrides,
  })

/** Paid by the wallet alone. */
export const byWallet = (walletFen: number): TendersView =>
  branded<TendersView>({ points: 0, pointsFen: 0, storedValueFen: 0, walletFen })

export const anOrder = (overrides: Partial<Plain<OrderView>> = {}): OrderView =>
  branded<OrderView>({
    ...GRADE,
    orderId: ORDER_ID,
    tail: '7K2M',
    status: 'unpaid',
    way: 'fuel-first',
    provider: 'wechat',
    stationId: STATION_ID,
    stationName: '朝阳北路加油站',
    payeeName: '北京朝北石油销售有限公司',
    nozzleId: 'nozzle:bj0001-03',
    nozzleNumber: 3,
    amountFen: 20_000,
    payableFen: 20_000,
    lines: [],
    tenders: byWallet(overrides.payableFen ?? 20_000),
    volumeMl: 25_610,
    plate: null,
    createdAtMs: NOON,
    payByMs: later(NOON, 15 * MINUTE_MS),
    paidAtMs: null,
    closed: null,
    confirmation: null,
    reversal: null,
    refunds: [],
    service: null,
    refundRequest: null,
    rating: null,
    invoicing: { invoiceId: null, mayApply: false },
    passphrase: null,
    ...overrides,
  })

/** Quote of `aSale` without benefits. */
export const aQuote = (overrides: Partial<Plain<QuoteView>> = {}): QuoteView =>
  branded<QuoteView>({
    amountFen: 20_000,
    payableFen: 20_000,
    pricePerLitreFen: 781,
    lines: [],
    unused: [],
    held: null,
    runnerUpFen: null,
    tenders: byWallet(overrides.payableFen ?? 20_000),
    offered: { points: null, storedValueFen: null, passwordAboveFen: null },
    ...overrides,
  })

/** The same order after its payment was seen. */
export const aPaidOrder = (overrides: Partial<Plain<OrderView>> = {}): OrderView =>
  anOrder({
    status: 'paid',
    paidAtMs: NOON,
    service: {
      untilMs: later(NOON, 24 * HOUR_MS),
      goesBackAtOnce: overrides.way === 'pay-first',
      acceptedBy: null,
    },
    passphrase: {
      keys: orderHoursAt(NOON).map((hour) => ({
        hour,
        orderKey: orderKey(keyIn(hour), {
          tail: '7K2M',
          nozzleNumber: 3,
          amountFen: fen(20_000),
        }),
      })),
    },
    ...overrides,
  })

/** Request that places `anOrder`. */
export const PLACE_REQUEST = {
  stationId: STATION_ID,
  nozzleId: 'nozzle:bj0001-03',
  way: 'fuel-first',
  amountFen: 20_000,
  pumpPriceFen: 781,
  payableFen: 20_000,
  tenders: { points: 0, storedValueFen: 0 },
  couponIds: null,
} as const

export const placed = (order: OrderView = anOrder()): PlacedReply => ({
  order,
  wallet: {
    provider: 'wechat',
    timeStamp: '1795248300',
    nonceStr: 'nonce',
    package: 'prepay_id=1',
    signType: 'RSA',
    paySign: 'signature',
  },
})

export const aStaffOrder = (overrides: Partial<Plain<StaffOrderView>> = {}): StaffOrderView =>
  branded<StaffOrderView>({
    orderId: ORDER_ID,
    tail: '7K2M',
    status: 'paid',
    way: 'fuel-first',
    nozzleNumber: 3,
    gradeName: '92# 汽油',
    plate: null,
    amountFen: 20_000,
    payableFen: 20_000,
    volumeMl: 25_610,
    paidAtMs: NOON,
    dispensedFen: null,
    confirmedAtMs: null,
    refundRequest: null,
    ...overrides,
  })

export const aDuty = (overrides: Partial<Plain<DutyView>> = {}): DutyView =>
  branded<DutyView>({
    dutyId: 'duty:00000000000000000000',
    stationId: STATION_ID,
    stationName: '朝阳北路加油站',
    startedAtMs: NOON,
    endsAtMs: later(NOON, 16 * HOUR_MS),
    hourKeys: dutyHours(NOON, later(NOON, 16 * HOUR_MS)).map((hour) => ({
      hour,
      key: keyIn(hour),
    })),
    ...overrides,
  })

export const aStaff = (overrides: Partial<Plain<StaffView>> = {}): StaffView =>
  branded<StaffView>({
    name: '王师傅',
    role: 'attendant',
    stations: [{ stationId: STATION_ID, name: '朝阳北路加油站' }],
    duty: aDuty(),
    ...overrides,
  })

export const aQueue = (overrides: Partial<Plain<QueueReply>> = {}): QueueReply =>
  branded<QueueReply>({
    waiting: [],
    nextAfterMs: null,
    recent: [],
    totals: { confirmedCount: 0, confirmedFen: 0 },
    ...overrides,
  })

/** A rejection of ¥500 pending at a manager. */
export const anApproval = (overrides: Partial<Plain<ApprovalView>> = {}): ApprovalView =>
  branded<ApprovalView>({
    approvalId: 'approval:0k3v8m2p9q4r6s7x7k2m',
    orderId: ORDER_ID,
    stationId: STATION_ID,
    tail: '7K2M',
    nozzleNumber: 3,
    kind: 'reject',
    dispensedFen: 0,
    backFen: 50_000,
    reason: 'no-fuel',
    note: '',
    askedBy: '王师傅',
    askedAtMs: NOON,
    answerByMs: later(NOON, 24 * HOUR_MS),
    at: 'open',
    ...overrides,
  })
