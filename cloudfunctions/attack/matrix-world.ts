import { DAY_MS, later } from '@palm/shared/kernel/instant'
import { incidentOf } from '@palm/shared/incident/incident'
import { anInvoice } from '@palm/shared/testing/builders/invoices'
import type { Grant, Reach } from '@palm/shared/staff/policy/grant'
import { removedOperator } from '@palm/shared/staff/operator'
import { type Role, ROLES, type StationRole } from '@palm/shared/staff/role'
import type { Invocation } from '../edge/invocation'
import { memberIdOf, staffIdOf } from '../edge/identity/member-id'
import { makeOperatorKey } from '../edge/identity/operator-key'
import { incidents } from '../documents/incidents'
import { invoices } from '../documents/invoices'
import { operators } from '../documents/operators'
import type { Caller } from '../testing/bench'
import { aSignRequest, contractId, saveContract } from '../testing/contracts'
import { hire } from '../testing/employees'
import { aTemplateRequest, someStoredValueRules } from '../testing/rules'
import { aPerson, EVERYWHERE } from '../testing/operators'
import { CHEN, replyOf, type Scene, TABLE, ZHANG } from '../testing/scene'
import { mintToken } from '../edge/identity/token'

/** Objects of the requests: the driver's own, at one station. */
export interface Objects {
  readonly stationId: string
  readonly orderId: string
  readonly approvalId: string
  readonly memberId: string
  readonly staffId: string
  readonly incidentId: string
  readonly rechargeId: string
  readonly couponId: string
  readonly transferId: string
  readonly contractId: string
  readonly ticketId: string
  readonly invoiceId: string
}

/** A caller with known properties. */
export interface Person {
  readonly name: string
  readonly call: Caller
  /** Whether the wallet or session is genuine. */
  readonly isMember: boolean
  /** Whether the objects are theirs. */
  readonly isDriver: boolean
  readonly staff: {
    readonly role: StationRole
    readonly stationId: string
    readonly onDuty: boolean
  } | null
  readonly operator: Grant | null
}

export interface World {
  readonly people: readonly Person[]
  /** Objects at the first station and at the second. */
  readonly here: Objects
  readonly elsewhere: Objects
}

const HERE = 'station:bj0001'
const ELSEWHERE = 'station:bj0002'
const REGIONS: Readonly<Record<string, string>> = { BJ0001: '北京东区', BJ0002: '北京西区' }
const letters = (text: string) => text.padStart(20, '0')

export async function makeWorld(scene: Scene): Promise<World> {
  await giveRegions(scene)
  // First, while no benefits exist.
  const here = await orderAt(scene, HERE, scene.wang)
  const other = await hire(scene, 'oLOCALother', { stationIds: [ELSEWHERE], at: ELSEWHERE })
  const elsewhere = await orderAt(scene, ELSEWHERE, other)
  const objects = await driversOwn(scene)
  const staff = await staffOf(scene)
  const outside = await outsiders(scene)
  const office = await officeOf(scene)
  const atOther = aStaffMember('attendant elsewhere', other, 'attendant', ELSEWHERE)
  return {
    people: [...outside, ...staff, atOther, ...office],
    here: { ...objects, ...here },
    elsewhere: { ...objects, ...elsewhere },
  }
}

/** The first station is in one region, the second in another. */
async function giveRegions(scene: Scene): Promise<void> {
  const [headings = [], ...rows] = TABLE
  const table = [[...headings, '区域'], ...rows.map((row) => [...row, REGIONS[row[0]!] ?? ''])]
  replyOf(await (await scene.operator())('console.importStations', { table }))
}

/** A paid order whose rejection awaits approval: ¥300, more than one person may refund. */
async function orderAt(scene: Scene, stationId: string, attendant: Caller) {
  const nozzle =
    stationId === HERE
      ? { nozzleId: 'nozzle:bj0001-03', pumpPriceFen: 781 }
      : { nozzleId: 'nozzle:bj0002-01', pumpPriceFen: 779 }
  const { orderId } = await scene.paid({ stationId, ...nozzle, amountFen: 30_000 })
  const why = { reason: 'no-fuel', note: '' } as const
  const asked = { kind: 'reject', reason: 'no-fuel' } as const
  const { approvalId } = replyOf(await attendant('staff.ask', { orderId, asked, why }))
  const incident = incidentOf('order/matrix', orderId, { orderId, stationId }, scene.now())
  await scene.database.insert(incidents, incident)
  const openId = `oLOCALvictim${stationId.slice(-1)}`
  await hire(scene, openId, { stationIds: [stationId], at: stationId })
  const staffId = staffIdOf(memberOf(scene, openId))
  const question = { kind: 'other', orderId, claimedFen: null, text: '怎么开发票' } as const
  const asking = { ...question, ticketId: `ticket:${letters('1')}` as const }
  const { ticketId } = replyOf(await scene.zhang('ticket.ask', asking))
  return { stationId, orderId, approvalId, incidentId: incident.id, staffId, ticketId }
}

async function driversOwn(scene: Scene) {
  const { zhang } = scene
  const operator = await scene.operator()
  replyOf(await operator('console.saveStoredValueRules', someStoredValueRules()))
  replyOf(await saveContract(scene))
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest({ transferable: true })))
  const recharge = { rechargeId: `recharge:${letters('1')}`, amountFen: 10_000, giftFen: 3_000 }
  const recharging = replyOf(await zhang('account.recharge', recharge))
  await scene.pay(recharging.wallet, ZHANG)
  await scene.advance(0)
  const coupon = { couponId: `coupon:${letters('1')}`, templateId: aTemplateRequest().id }
  replyOf(await zhang('coupon.claim', coupon))
  const transferId = `coupon-transfer:${letters('1')}`
  replyOf(await zhang('coupon.give', { couponId: coupon.couponId, transferId }))
  replyOf(await zhang('contract.sign', await aSignRequest(scene)))
  const memberId = memberOf(scene, ZHANG)
  const invoice = { ...anInvoice(), memberId }
  await scene.database.put(invoices, invoice)
  return {
    memberId,
    invoiceId: invoice.id,
    rechargeId: recharge.rechargeId,
    couponId: coupon.couponId,
    transferId,
    contractId: contractId('1'),
  }
}

const memberOf = ({ wechatPay }: Scene, openId: string) =>
  memberIdOf({ provider: 'wechat', appId: wechatPay.credentials.appId, openId })

const NOBODY = { isMember: false, isDriver: false, staff: null, operator: null }

/** Strangers with and without a forged identity, and two drivers. */
async function outsiders(scene: Scene): Promise<Person[]> {
  const { sessionSecret } = await scene.credentials()
  const chen = memberOf(scene, CHEN)
  const now = scene.now()
  const session = async (secret: string, atMs = now) =>
    scene.overHttp(
      (await mintToken(secret, 'member', { memberId: chen, walletId: chen }, atMs)).token,
    )
  const member = { ...NOBODY, isMember: true }
  const by = (invocationOf: (data: unknown) => Invocation) => scene.byInvocation(invocationOf)
  return [
    { ...NOBODY, name: 'nobody over HTTP', call: scene.overHttp() },
    { ...NOBODY, name: 'a token that is none', call: scene.overHttp('a.b.c') },
    {
      ...NOBODY,
      name: 'an expired session',
      call: await session(sessionSecret, later(now, -DAY_MS)),
    },
    { ...NOBODY, name: 'a forged session', call: await session(`${sessionSecret}!`) },
    {
      ...NOBODY,
      name: 'a call without identity',
      call: by((data) => ({ by: 'call', data, requestId: 'r', wechat: null })),
    },
    {
      ...NOBODY,
      name: 'a timer',
      call: by(() => ({ by: 'timer', trigger: 'every-minute', requestId: 'r' })),
    },
    { ...member, name: 'another member in WeChat', call: scene.chen },
    { ...member, name: 'another member over HTTP', call: await session(sessionSecret) },
    { ...member, name: 'the driver', isDriver: true, call: scene.zhang },
  ]
}

const aStaffMember = (
  name: string,
  call: Caller,
  role: StationRole,
  stationId = HERE,
  onDuty = true,
): Person => ({ ...NOBODY, isMember: true, name, call, staff: { role, stationId, onDuty } })

async function staffOf(scene: Scene): Promise<Person[]> {
  const operator = await scene.operator()
  const office = async (openId: string) => ({ staffId: staffIdOf(memberOf(scene, openId)) })
  const off = await hire(scene, 'oLOCALoff', { at: null })
  const manager = await hire(scene, 'oLOCALmanager', { role: 'manager' })
  const elsewhere = await hire(scene, 'oLOCALmanager2', {
    role: 'manager',
    stationIds: [ELSEWHERE],
    at: ELSEWHERE,
  })
  const hq = await hire(scene, 'oLOCALhq', { role: 'headquarters', stationIds: [] })
  const left = await hire(scene, 'oLOCALleft')
  replyOf(await operator('console.removeStaff', await office('oLOCALleft')))
  const moved = await hire(scene, 'oLOCALmoved')
  const stations = { stationIds: [ELSEWHERE] }
  replyOf(
    await operator('console.changeStaffStations', {
      ...(await office('oLOCALmoved')),
      ...stations,
    }),
  )
  const lowered = await hire(scene, 'oLOCALlowered', { role: 'manager', at: null })
  const role = { role: 'attendant' as const }
  replyOf(
    await operator('console.changeStaffRole', { ...(await office('oLOCALlowered')), ...role }),
  )
  return [
    aStaffMember('attendant on duty', scene.wang, 'attendant'),
    aStaffMember('attendant off duty', off, 'attendant', HERE, false),
    aStaffMember('manager', manager, 'manager'),
    aStaffMember('manager elsewhere', elsewhere, 'manager', ELSEWHERE),
    aStaffMember('headquarters', hq, 'headquarters'),
    { ...aStaffMember('attendant who has left', left, 'attendant'), staff: null },
    aStaffMember('attendant who was moved', moved, 'attendant', ELSEWHERE, false),
    aStaffMember('manager whose role was lowered', lowered, 'attendant', HERE, false),
  ]
}

const REACHES: Readonly<Record<string, Reach>> = {
  'the region': { kind: 'region', region: REGIONS['BJ0001']! },
  'the station': { kind: 'stations', stationIds: [HERE] },
}

/** Roles whose actions are about stations. */
const NARROW = ['administrator', 'operations', 'finance', 'manager'] as const

/** A person for each role, some with a narrower reach, and invalid keys. */
async function officeOf(scene: Scene): Promise<Person[]> {
  const person = async (role: Role, reach: Reach, where: string): Promise<Person> => {
    const operator: Grant = { role, reach }
    const name = `${role} for ${where}`
    return { ...NOBODY, name, operator, call: await scene.operator({ name, grants: [operator] }) }
  }
  const all = ROLES.map((role) => person(role, EVERYWHERE, 'all stations'))
  const narrow = NARROW.flatMap((role) =>
    Object.entries(REACHES).map(([where, reach]) => person(role, reach, where)),
  )
  const left = aPerson({ name: 'left' })
  await scene.database.insert(operators, removedOperator(left.operator, scene.now()))
  return [
    ...(await Promise.all([...all, ...narrow])),
    { ...NOBODY, name: 'operator who was removed', call: scene.overHttp(left.key) },
    { ...NOBODY, name: 'a key that nobody has', call: scene.overHttp(makeOperatorKey()) },
    { ...NOBODY, name: 'an operator’s id as key', call: scene.overHttp(left.operator.id) },
  ]
}
