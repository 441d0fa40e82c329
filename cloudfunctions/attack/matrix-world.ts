import { DAY_MS, later } from '@palm/shared/kernel/instant'
import { OPERATOR_SCOPES, type OperatorScope } from '@palm/shared/staff/policy'
import type { Role } from '@palm/shared/staff/staff'
import type { Invocation } from '../edge/invocation'
import { memberIdOf, staffIdOf } from '../edge/identity/member-id'
import { mintOperatorToken, operatorKeyOf } from '../edge/identity/operator-token'
import type { Caller } from '../testing/bench'
import { aSignRequest, contractId, saveContract } from '../testing/contracts'
import { hire } from '../testing/employees'
import { aTemplateRequest, someStoredValueRules } from '../testing/rules'
import { CHEN, replyOf, type Scene, ZHANG } from '../testing/scene'
import { mintToken } from '../edge/identity/token'

/** Objects of the requests: the driver's own, at one station. */
export interface Objects {
  readonly stationId: string
  readonly orderId: string
  readonly approvalId: string
  readonly memberId: string
  readonly staffId: string
  readonly rechargeId: string
  readonly couponId: string
  readonly transferId: string
  readonly contractId: string
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
    readonly role: Role
    readonly stationId: string
    readonly onDuty: boolean
  } | null
  readonly operator: OperatorScope | null
}

export interface World {
  readonly people: readonly Person[]
  /** Objects at the first station and at the second. */
  readonly here: Objects
  readonly elsewhere: Objects
}

const HERE = 'station:bj0001'
const ELSEWHERE = 'station:bj0002'
const letters = (text: string) => text.padStart(20, '0')

export async function makeWorld(scene: Scene): Promise<World> {
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
  return { stationId, orderId, approvalId }
}

async function driversOwn(scene: Scene) {
  const { zhang } = scene
  const operator = await scene.operator()
  replyOf(await operator('account.saveRules', someStoredValueRules()))
  replyOf(await saveContract(scene))
  replyOf(await operator('coupon.saveTemplate', aTemplateRequest({ transferable: true })))
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
  await hire(scene, 'oLOCALvictim')
  return {
    memberId,
    staffId: staffIdOf(memberOf(scene, 'oLOCALvictim')),
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
    scene.overHttp((await mintToken(secret, 'member', chen, atMs)).token)
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
  role: Role,
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
  replyOf(await operator('staff.remove', await office('oLOCALleft')))
  const moved = await hire(scene, 'oLOCALmoved')
  const stations = { stationIds: [ELSEWHERE] }
  replyOf(await operator('staff.changeStations', { ...(await office('oLOCALmoved')), ...stations }))
  const lowered = await hire(scene, 'oLOCALlowered', { role: 'manager', at: null })
  const role = { role: 'attendant' as const }
  replyOf(await operator('staff.changeRole', { ...(await office('oLOCALlowered')), ...role }))
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

/** An operator for each scope, and invalid tokens. */
async function officeOf(scene: Scene): Promise<Person[]> {
  const { operatorSecret } = await scene.credentials()
  const all = { operatorId: 'operator:office', scopes: OPERATOR_SCOPES } as const
  const key = operatorKeyOf(operatorSecret, all)
  const token = (secret: string, atMs = scene.now()) => mintOperatorToken(secret, all, atMs)
  const used = scene.overHttp(await token(key))
  replyOf(await used('staff.list', { stationId: null }))
  const scoped = OPERATOR_SCOPES.map(async (scope) => ({
    ...NOBODY,
    name: `operator for ${scope}`,
    operator: scope,
    call: await scene.operator({ scopes: [scope] }),
  }))
  return [
    ...(await Promise.all(scoped)),
    { ...NOBODY, name: 'operator with a used token', call: used },
    {
      ...NOBODY,
      name: 'operator with an old token',
      call: scene.overHttp(await token(key, later(scene.now(), -DAY_MS))),
    },
    {
      ...NOBODY,
      name: 'operator who signed with the secret',
      call: scene.overHttp(await token(operatorSecret)),
    },
  ]
}
