import type { AccountView } from '@palm/shared/api/account'
import type { WalletRequest } from '@palm/shared/api/order'
import { ok, refuse } from '@palm/shared/kernel/result'
import type { RechargeId } from '@palm/shared/stored-value/recharge/recharge'
import type { WalletOutcome } from '@palm/client/ports'
import {
  aPaidRecharge,
  anAccountView,
  anOfferView,
  anOpenRecharge,
} from '@palm/client/testing/account'
import { type Answers, always, anApi } from '@palm/client/testing/api'
import type { Plain } from '@palm/client/testing/plain'
import { aClock, countingIds } from '@palm/client/testing/phone'
import { RechargeStore } from './recharge-store'

const WALLET: WalletRequest = { provider: 'alipay', tradeNO: '1' }
const CLOSED = anOpenRecharge({ status: 'closed', payByMs: null })
const unpaid: Answers = {
  'account.reportRecharge': always<'account.reportRecharge'>(anOpenRecharge()),
}

async function open(
  answers: Answers = {},
  { outcome = 'said-paid' as WalletOutcome, view = {} as Partial<Plain<AccountView>> } = {},
) {
  const clock = aClock()
  const api = anApi({
    'account.get': always<'account.get'>(anAccountView(view)),
    'account.recharge': always<'account.recharge'>({ recharge: anOpenRecharge(), wallet: WALLET }),
    'account.reportRecharge': always<'account.reportRecharge'>(aPaidRecharge()),
    'account.cancelRecharge': always<'account.cancelRecharge'>(CLOSED),
    ...answers,
  })
  const wallet = { pay: async () => outcome }
  const ports = { api, clock, wallet, newId: countingIds(), enter: async () => undefined }
  const store = new RechargeStore(ports)
  await store.load()
  store.show()
  return { api, clock, store }
}

const sent = (api: Awaited<ReturnType<typeof open>>['api']) => api.requestsOf('account.recharge')

describe('choosing', () => {
  test('shows what an amount brings, and what a little more would', async () => {
    const { store } = await open()
    store.choose('80')
    expect([store.tier, store.nextTier?.minimumFen]).toEqual([null, 10_000])
    store.choose('100')
    expect(store).toMatchObject({ tier: { giftFen: 3_000 }, nextTier: null, usedOffer: null })
  })

  test('offers amounts that fit into the account with their gifts', async () => {
    const limits = { perOrderFen: null, perDayFen: null, maxFen: 100_000, roomFen: 32_999 }
    const { store } = await open({}, { view: { limits } })
    expect(store.quick).toEqual(['100', '200'])
  })

  test.each(['', '0', '0.'])('of %j asks for nothing', async (text) => {
    const { api, store } = await open()
    store.choose(text)
    expect(store.canPay).toBe(false)
    await store.pay()
    expect(sent(api)).toEqual([])
  })
})

describe('paying', () => {
  test('asks with what was shown, and is done once the server has seen the money', async () => {
    const { api, store } = await open()
    store.choose('100')
    await store.pay()
    expect(sent(api)).toMatchObject([{ amountFen: 10_000, giftFen: 3_000 }])
    expect(store).toMatchObject({ isDone: true, step: 'none' })
    expect(api.asked.filter((name) => name === 'account.get')).toHaveLength(2)
  })

  test('that the wallet cancels closes the recharge, and the next has another number', async () => {
    const { api, store } = await open({}, { outcome: 'cancelled' })
    store.choose('100')
    await store.pay()
    expect(store).toMatchObject({ step: 'cancelled', isOpen: false, isDone: false })
    store.choose('200')
    await store.pay()
    const [first, second] = sent(api)
    expect(second?.rechargeId).not.toBe(first?.rechargeId)
  })

  test('that was paid all the same when it was cancelled is done', async () => {
    const { store } = await open(
      { 'account.cancelRecharge': () => refuse({ code: 'trade/already-paid' }) },
      { outcome: 'cancelled' },
    )
    store.choose('100')
    await store.pay()
    expect(store.isDone).toBe(true)
  })

  test('that the wallet cancels while the server does not answer is looked into', async () => {
    const noAnswer = () => refuse({ code: 'client/no-answer' } as const)
    const { store } = await open({ 'account.cancelRecharge': noAnswer }, { outcome: 'cancelled' })
    store.choose('100')
    await store.pay()
    expect(store).toMatchObject({ step: 'unproven', canPay: false })
  })

  test('keeps its number when no answer came, for the same tap to be the same recharge', async () => {
    let times = 0
    const { api, store } = await open({
      'account.recharge': () =>
        times++ === 0
          ? refuse({ code: 'client/no-answer' })
          : ok({ recharge: anOpenRecharge(), wallet: WALLET }),
    })
    store.choose('100')
    await store.pay()
    expect(store.refusal?.code).toBe('client/no-answer')
    await store.pay()
    const [first, second] = sent(api)
    expect(second).toEqual(first)
  })

  test.each(['recharge/closed', 'recharge/id-taken', 'recharge/requested-otherwise'] as const)(
    'takes a new number after %s',
    async (code) => {
      const { api, store } = await open({ 'account.recharge': () => refuse({ code }) })
      store.choose('100')
      await store.pay()
      await store.pay()
      const [first, second] = sent(api)
      expect(second?.rechargeId).not.toBe(first?.rechargeId)
    },
  )

  test('shows the new gift when it has changed', async () => {
    const views = [anAccountView(), anAccountView({ offers: [] })]
    const { store } = await open({
      'account.get': () => ok(views.shift() ?? anAccountView({ offers: [] })),
      'account.recharge': () => refuse({ code: 'recharge/gift-changed', giftFen: 0 }),
    })
    store.choose('100')
    await store.pay()
    await Promise.resolve()
    expect(store).toMatchObject({ refusal: { code: 'recharge/gift-changed' }, tier: null })
  })

  test('that the provider does not show yet is looked for twice more, then may be tried again', async () => {
    const { api, clock, store } = await open(unpaid)
    store.choose('100')
    await store.pay()
    expect(store).toMatchObject({ step: 'unproven', canPay: false })
    await clock.pass(13_000)
    expect(store).toMatchObject({ step: 'unseen', canPay: true })
    expect(api.asked.filter((name) => name === 'account.reportRecharge')).toHaveLength(2)
  })

  test('that the provider shows late is not lost after that', async () => {
    const seen = [anAccountView(), anAccountView(), anAccountView()]
    const { clock, store } = await open({
      ...unpaid,
      'account.recharge': (request) => {
        const rechargeId = request.rechargeId as RechargeId
        seen.push(anAccountView({ recharges: [aPaidRecharge({ rechargeId })] }))
        return ok({ recharge: anOpenRecharge({ rechargeId }), wallet: WALLET })
      },
      'account.get': () => ok(seen.length > 1 ? seen.shift()! : seen[0]!),
    })
    store.choose('100')
    await store.pay()
    await clock.pass(13_000)
    expect(store.step).toBe('unseen')
    await clock.pass(20_000)
    expect(store).toMatchObject({ step: 'none', isDone: true })
  })

  test('that failed in the wallet may be tried again, with the same number', async () => {
    const { api, store } = await open(unpaid, { outcome: 'failed' })
    store.choose('100')
    await store.pay()
    expect(store.step).toBe('failed')
    await store.pay()
    const [first, second] = sent(api)
    expect(second?.rechargeId).toBe(first?.rechargeId)
  })

  test('that was paid all the same, with no answer yet, is looked into', async () => {
    const { store } = await open(
      {
        'account.cancelRecharge': () => refuse({ code: 'trade/already-paid' }),
        'account.reportRecharge': () => refuse({ code: 'client/no-answer' }),
      },
      { outcome: 'cancelled' },
    )
    store.choose('100')
    await store.pay()
    expect(store).toMatchObject({ step: 'unproven', canPay: false })
  })

  test('of one that was closed meanwhile says so, and the next has another number', async () => {
    const { api, store } = await open({
      'account.reportRecharge': always<'account.reportRecharge'>(CLOSED),
    })
    store.choose('100')
    await store.pay()
    expect(store).toMatchObject({ step: 'too-late', isOpen: false, canPay: true })
    await store.pay()
    const [first, second] = sent(api)
    expect(second?.rechargeId).not.toBe(first?.rechargeId)
  })

  test('of an expired one starts again', async () => {
    const { store } = await open({
      'account.recharge': always<'account.recharge'>({ recharge: anOpenRecharge(), wallet: null }),
    })
    store.choose('100')
    await store.pay()
    expect(store).toMatchObject({ step: 'too-late', isOpen: false, canPay: true })
  })
})

describe('a recharge that was left open', () => {
  const view = { recharges: [anOpenRecharge({ amountFen: 10_050, giftFen: 3_000 })] }

  test('is taken up where it stood, and its amount stands', async () => {
    const { api, store } = await open({}, { view })
    expect(store).toMatchObject({ isOpen: true, amountText: '100.5' })
    store.choose('200')
    await store.pay()
    expect(sent(api)).toMatchObject([{ rechargeId: 'recharge:1', amountFen: 10_050 }])
  })

  test('can be given up for another amount', async () => {
    const { store } = await open({}, { view })
    await store.giveUp()
    store.choose('200')
    expect(store).toMatchObject({ isOpen: false, amount: 20_000 })
  })
})

test('an offer that was used brings nothing, and that is said', async () => {
  const offers = [anOfferView({ unmet: { code: 'offer/month-used' } })]
  const { store } = await open({}, { view: { offers } })
  store.choose('100')
  expect([store.giftFor(10_000), store.usedOffer]).toEqual([0, offers[0]])
})
