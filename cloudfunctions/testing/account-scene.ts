import type { AccountView, RechargedReply, RechargeView } from '@palm/shared/api/account'
import type { Sent } from '@palm/shared/api/actions'
import { MINUTE_MS } from '@palm/shared/kernel/instant'
import type { JournalEntry } from '@palm/shared/ledger/journal'
import type { MemberId } from '@palm/shared/member/member'
import type { Provider } from '@palm/shared/trade/fact'
import { incidents } from '../documents/incidents'
import { entriesOf } from '../documents/entries'
import { memberIdOf } from '../edge/identity/member-id'
import type { BenchOptions, Caller } from './bench'
import { aTemplateRequest, someStoredValueRules } from './rules'
import { openScene, replyOf, type Scene, ZHANG } from './scene'

/** A scene with stored value, and a driver of either wallet who recharges. */
export interface AccountScene extends Scene {
  readonly provider: Provider
  readonly driver: Caller
  readonly zhangId: MemberId
  account(): Promise<AccountView>
  recharge(changes?: Partial<Sent<'account.recharge'>>): Promise<RechargedReply>
  /** Confirms in the wallet; the notification arrives when time advances. */
  confirm(reply: RechargedReply): Promise<void>
  /** Paid and notified. */
  recharged(changes?: Partial<Sent<'account.recharge'>>): Promise<RechargeView>
  entriesOf(subject: string): Promise<JournalEntry[]>
  incidentCodes(): Promise<string[]>
  /** Advances time by minutes, with the timer in each. */
  minutes(count: number): Promise<void>
}

let numbers = 0

const letters = () => String(++numbers).padStart(20, '0')

/** Made by the phone; unique within a test file. */
export const aRechargeId = () => `recharge:${letters()}`
export const aRefundId = () => `refund:${letters()}`

/** ¥100, which brings ¥30. */
export const aRechargeRequest = (
  changes: Partial<Sent<'account.recharge'>> = {},
): Sent<'account.recharge'> => ({
  rechargeId: aRechargeId(),
  amountFen: 10_000,
  giftFen: 3_000,
  ...changes,
})

export async function openAccountScene(
  provider: Provider = 'wechat',
  rules = someStoredValueRules(),
  options: BenchOptions = {},
): Promise<AccountScene> {
  const scene = await openScene(options)
  const operator = await scene.operator()
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest()))
  replyOf(await operator('console.saveStoredValueRules', rules))
  const driver = provider === 'wechat' ? scene.zhang : await signedIn(scene)
  const openId = provider === 'wechat' ? ZHANG : 'LOCALchen'

  const recharge = async (changes: Partial<Sent<'account.recharge'>> = {}) =>
    replyOf(await driver('account.recharge', aRechargeRequest(changes)))
  const confirm = async (reply: RechargedReply) => {
    await scene.pay(reply.wallet, openId)
    await scene.advance(0)
  }
  const account = async () => replyOf(await driver('account.get', {}))
  return {
    ...scene,
    provider,
    driver,
    zhangId: memberIdOf({
      provider: 'wechat',
      appId: scene.wechatPay.credentials.appId,
      openId: ZHANG,
    }),
    account,
    recharge,
    confirm,
    async recharged(changes) {
      const asked = await recharge(changes)
      await confirm(asked)
      const { recharges } = await account()
      return recharges.find(({ rechargeId }) => rechargeId === asked.recharge.rechargeId)!
    },
    async minutes(count) {
      for (let minute = 0; minute < count; minute++) {
        await scene.advance(MINUTE_MS)
        await scene.sweep()
      }
    },
    entriesOf: (subject) => entriesOf(scene.database, subject),
    incidentCodes: async () =>
      (await scene.database.find(incidents, { where: {}, limit: 50 })).map(({ code }) => code),
  }
}

/** Chen, in Alipay, whose phone signs in again when a session has expired. */
async function signedIn(scene: Scene): Promise<Caller> {
  const signIn = async () => {
    const authCode = await scene.alipay.issueAuthCode('LOCALchen')
    const { token } = replyOf(await scene.overHttp()('member.signIn', { authCode }))
    return scene.overHttp(token)
  }
  let caller = await signIn()
  return async (name, request) => {
    const answer = await caller(name, request)
    if (answer.ok || answer.refusal.code !== 'session/expired') return answer
    caller = await signIn()
    return caller(name, request)
  }
}
