import type { ActionName, Reply, Sent } from '@palm/shared/api/actions'
import type { OrderView, PlacedReply } from '@palm/shared/api/order'
import { type EpochMs, MINUTE_MS } from '@palm/shared/kernel/instant'
import { orderKeyAt } from '@palm/shared/passphrase/key'
import { passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { type MemberId } from '@palm/shared/member/member'
import { CARRIED, WITH_POINTS, WITH_VALUE } from '@palm/shared/testing/builders/tenders'
import { members } from '../documents/member/members'
import { savedRules } from '../flows/operator-rules'
import { memberIdOf } from '../edge/identity/member-id'
import type { Caller } from '../testing/bench'
import { aSignRequest, saveContract } from '../testing/contracts'
import { hire } from '../testing/employees'
import { aTemplateRequest, someLoyaltyRules, someStoredValueRules } from '../testing/rules'
import { openScene, replyOf, type Scene } from '../testing/scene'

/** A separate member for each run, so that many runs share one stack. */
export interface Driver {
  readonly openId: string
  readonly memberId: MemberId
  readonly call: Caller
}

/** A stack with all benefits, used by many runs in turn. */
export interface Stage {
  readonly scene: Scene
  readonly manager: Caller
  /** As a driver's phone sends it, without the contract's number. */
  readonly signing: Omit<Sent<'contract.sign'>, 'contractId'>
  driver(): Promise<Driver>
  /** A driver with ¥130 of stored value, 104 points and a coupon. */
  saver(): Promise<Driver & { readonly couponId: string }>
  /** An attendant on duty without earlier acts today, since acts alone are limited per day. */
  attendant(): Promise<Caller>
  /** Drivers created since the last call. */
  newcomers(): readonly Driver[]
  letters(): string
}

export async function openStage(): Promise<Stage> {
  const scene = await openScene({ uncounted: true })
  await putOnOffer(scene)
  const manager = await hire(scene, 'oMANAGER', { role: 'manager' })
  const { contractId: _, ...signing } = await aSignRequest(scene)
  let numbers = 0
  let newcomers: Driver[] = []
  const letters = () => String(++numbers).padStart(20, '0')
  const driver = async (): Promise<Driver> => {
    const openId = `oFAULT${letters()}`
    const call = scene.inWechat(openId)
    replyOf(await call('member.enter', {}))
    const appId = scene.wechatPay.credentials.appId
    const come = { openId, memberId: memberIdOf({ provider: 'wechat', appId, openId }), call }
    newcomers.push(come)
    return come
  }
  return {
    scene,
    manager,
    signing,
    driver,
    letters,
    attendant: () => hire(scene, `oATTENDANT${letters()}`),
    async saver() {
      const come = await driver()
      const couponId = `coupon:${letters()}`
      replyOf(await come.call('coupon.claim', { couponId, templateId: aTemplateRequest().id }))
      await giveSavings(scene, come.memberId, letters())
      return { ...come, couponId }
    },
    newcomers() {
      const come = newcomers
      newcomers = []
      return come
    },
  }
}

async function putOnOffer(scene: Scene): Promise<void> {
  const operator = await scene.operator()
  replyOf(await operator('console.saveLoyaltyRules', someLoyaltyRules()))
  replyOf(await operator('console.saveStoredValueRules', someStoredValueRules()))
  replyOf(await saveContract(scene))
  const quota = { total: 100_000, perMember: null, perMemberDay: null, budgetFen: null }
  replyOf(
    await operator('console.saveCouponTemplate', aTemplateRequest({ quota, transferable: true })),
  )
  if (!(await scene.database.get(savedRules, 'programme:current'))) throw new Error('no rules')
  await scene.advance(61_000) // a warm instance reloads the rules once a minute
}

/** Written directly to the database: earning them is another flow. */
async function giveSavings({ database }: Scene, id: MemberId, letters: string): Promise<void> {
  await database.transaction(async (transaction) => {
    const member = await transaction.get(members, id)
    if (!member) throw new Error('no member')
    const loyalty = { ...member.loyalty, points: WITH_POINTS, statement: CARRIED }
    const [first] = WITH_VALUE.recharges
    const recharges = [{ ...first!, id: `recharge:${letters}` as const }]
    const storedValue = { ...WITH_VALUE, recharges }
    await transaction.put(members, { ...member, loyalty, storedValue })
  })
}

/** Answers that a phone handles by retrying. */
const AGAIN = /^(service\/(failed|busy)|payment\/provider-unreachable|request\/too-often)$/
const TRIES_MAX = 5

export class Refused extends Error {
  override readonly name = 'Refused'
}

/** Requests as a phone would: retries while the answer is an error. */
export async function insist<Name extends ActionName>(
  call: Caller,
  name: Name,
  request: Sent<Name>,
): Promise<Reply<Name>> {
  let heard = 'nothing'
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const answer = await call(name, request).catch((error: unknown) => String(error))
    if (typeof answer !== 'string' && answer.ok) return answer.reply
    heard = typeof answer === 'string' ? answer : answer.refusal.code
    if (typeof answer !== 'string' && !AGAIN.test(heard)) break
  }
  throw new Refused(`${name}: ${heard}`)
}

/** Pays the wallet's request, if there is still an amount to pay. */
export async function payWallet(
  { scene }: Stage,
  { openId }: Driver,
  { wallet }: Pick<PlacedReply, 'wallet'>,
): Promise<void> {
  if (wallet) await scene.pay(wallet, openId)
  await scene.advance(0)
}

/** Digits on the driver's phone, as long as the order can be confirmed. */
export function digitsOf({ passphrase }: OrderView, atMs: EpochMs): string {
  const key = passphrase && orderKeyAt(passphrase.keys, atMs)
  if (!key) throw new Refused('no passphrase')
  return passphraseIn(slotAt(atMs), key).digits
}

/** Advances time, with the timer in each minute. */
export async function minutes({ scene }: Stage, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    await scene.advance(MINUTE_MS)
    await scene.sweep().catch(() => undefined)
  }
}

/** Of ¥200 with 满 200 减 20, points pay ¥10, the account ¥130 and the wallet ¥40. */
export const EVERY_TENDER = {
  amountFen: 20_000,
  payableFen: 18_000,
  tenders: { points: 100, storedValueFen: 13_000 },
}
