import type { Answer } from '@palm/shared/api/action'
import type { Sent } from '@palm/shared/api/actions'
import type { OrderView, PlacedReply } from '@palm/shared/api/order'
import { type Bench, type BenchOptions, type Caller, openBench } from './bench'

/** A bench with two stations, an attendant on duty at the first, and drivers who have entered. */
export interface Scene extends Bench {
  readonly zhang: Caller
  readonly chen: Caller
  readonly wang: Caller
  /** Zhang places an order, in WeChat. */
  place(changes?: Partial<Sent<'order.place'>>): Promise<PlacedReply>
  /** Zhang's order, paid and notified. */
  paid(changes?: Partial<Sent<'order.place'>>): Promise<OrderView>
}

export const ZHANG = 'oLOCALzhang'
export const CHEN = 'oLOCALchen'
export const WANG = 'oLOCALwang'

const HEADINGS = '站号,站名,收款方,地址,纬度,经度,手机使用,售油方式,油枪编码,枪号,油品,枪价'
const STATION =
  'BJ0001,朝阳北路加油站,北京朝北石油销售有限公司,朝阳北路 101 号,39.9219,116.5177,车内,都可以'
const OTHER =
  'BJ0002,通惠河加油站,北京通惠能源有限公司,通惠河北路 8 号,39.9085,116.4712,车内,先加后付'

export const TABLE: readonly (readonly string[])[] = [
  HEADINGS,
  `${STATION},BJ0001-03,3,92#,7.81`,
  `${STATION},BJ0001-07,7,95#,8.31`,
  `${OTHER},BJ0002-01,1,92#,7.79`,
].map((line) => line.split(','))

let numbers = 0

/** Made by the phone; unique within a test file. */
export const anOrderId = () => `order:0123456789abcdef${String(++numbers).padStart(4, '0')}`

export const aPlaceRequest = (changes: Partial<Sent<'order.place'>> = {}): Sent<'order.place'> => ({
  orderId: anOrderId(),
  stationId: 'station:bj0001',
  nozzleId: 'nozzle:bj0001-03',
  way: 'fuel-first',
  amountFen: 20_000,
  pumpPriceFen: 781,
  payableFen: changes.amountFen ?? 20_000,
  tenders: { points: 0, storedValueFen: 0 },
  couponIds: null,
  ...changes,
})

export function replyOf<Reply>(answer: Answer<Reply, { readonly code: string }>): Reply {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`)
  return answer.reply
}

export async function openScene(options: BenchOptions = {}): Promise<Scene> {
  const bench = await openBench(options)
  const [zhang, chen, wang] = [ZHANG, CHEN, WANG].map(bench.inWechat) as [Caller, Caller, Caller]
  const operator = await bench.operator()
  replyOf(await operator('console.importStations', { table: TABLE.map((row) => [...row]) }))
  for (const caller of [zhang, chen, wang]) replyOf(await caller('member.enter', {}))
  const whom = { name: '王师傅', role: 'attendant', stationIds: ['station:bj0001'] } as const
  const { code } = replyOf(
    await operator('console.inviteStaff', { ...whom, stationIds: [...whom.stationIds] }),
  )
  replyOf(await wang('staff.join', { code }))
  const duty = { dutyId: `duty:${'0'.repeat(20)}`, stationId: 'station:bj0001' }
  replyOf(await wang('staff.startDuty', duty))

  const place = async (changes: Partial<Sent<'order.place'>> = {}) =>
    replyOf(await zhang('order.place', aPlaceRequest(changes)))
  return {
    ...bench,
    zhang,
    chen,
    wang,
    place,
    async paid(changes) {
      const { order, wallet } = await place(changes)
      await bench.pay(wallet, ZHANG)
      await bench.advance(0)
      return replyOf(await zhang('order.get', { orderId: order.orderId }))
    },
  }
}
