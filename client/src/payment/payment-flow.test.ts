import type { WalletRequest } from '@palm/shared/api/order'
import { ok, refuse } from '@palm/shared/kernel/result'
import type { WalletOutcome } from '../ports'
import { aClock, rest } from '../testing/phone'
import { type OpenedPayment, PaymentFlow, type PaymentSeen, type PaymentStep } from './payment-flow'

const WALLET: WalletRequest = { provider: 'alipay', tradeNO: '1' }
const OPENED = ok<OpenedPayment>({ seen: 'open', wallet: WALLET })

interface Scene {
  readonly outcome?: WalletOutcome | (() => Promise<WalletOutcome>)
  readonly reports?: readonly PaymentSeen[]
  readonly reads?: readonly PaymentSeen[]
  readonly abandoned?: PaymentSeen
}

/** A payment whose server answers from lists; the last answer of a list is repeated. */
function aPayment({
  abandoned = 'open',
  outcome = 'said-paid',
  reads = ['open'],
  reports = ['open'],
}: Scene = {}) {
  const asked: string[] = []
  const steps: PaymentStep[] = []
  const clock = aClock()
  const answers = (name: string, all: readonly PaymentSeen[]) => {
    const left = [...all]
    return async () => {
      asked.push(name)
      return (left.length > 1 ? left.shift() : left[0]) ?? 'unknown'
    }
  }
  const wallet = { pay: typeof outcome === 'string' ? async () => outcome : outcome }
  const flow = new PaymentFlow(
    { clock, wallet },
    {
      report: answers('report', reports),
      read: answers('read', reads),
      abandon: answers('abandon', [abandoned]),
      onStep: (step) => steps.push(step),
    },
  )
  flow.show()
  return { asked, clock, flow, steps, pay: () => flow.pay(async () => OPENED) }
}

describe('after the wallet the server decides', () => {
  const rows: readonly [WalletOutcome, PaymentSeen, PaymentStep][] = [
    ['said-paid', 'settled', 'none'],
    ['said-paid', 'open', 'unproven'],
    ['said-paid', 'unknown', 'unproven'],
    ['said-paid', 'over', 'too-late'],
    ['unknown', 'settled', 'none'],
    ['unknown', 'open', 'unproven'],
    ['unknown', 'unknown', 'unproven'],
    ['unknown', 'over', 'too-late'],
    ['failed', 'settled', 'none'],
    ['failed', 'open', 'failed'],
    ['failed', 'unknown', 'unproven'],
    ['failed', 'over', 'too-late'],
    ['cancelled', 'settled', 'none'],
    ['cancelled', 'open', 'cancelled'],
    ['cancelled', 'unknown', 'unproven'],
    ['cancelled', 'over', 'too-late'],
  ]
  test.each(rows)('wallet %s, server %s: %s', async (outcome, seen, step) => {
    const { asked, flow, pay } = aPayment({ outcome, reports: [seen], abandoned: seen })
    await pay()
    expect(flow.step).toBe(step)
    expect(asked).toEqual([outcome === 'cancelled' ? 'abandon' : 'report'])
  })

  test('a wallet that breaks down has said nothing', async () => {
    const { flow, pay } = aPayment({ outcome: () => Promise.reject(new Error('gone')) })
    await pay()
    expect(flow.step).toBe('unproven')
  })
})

describe('opening', () => {
  test('that is refused says why and asks no wallet', async () => {
    const { asked, flow } = aPayment()
    await flow.pay(async () => refuse({ code: 'client/offline' }))
    expect(flow).toMatchObject({ step: 'none', refusal: { code: 'client/offline' }, isFree: true })
    expect(asked).toEqual([])
  })

  test('again clears the refusal', async () => {
    const { flow, pay } = aPayment({ reports: ['settled'] })
    await flow.pay(async () => refuse({ code: 'client/offline' }))
    await pay()
    expect(flow.refusal).toBeNull()
  })

  test.each([
    ['settled', 'none'],
    ['open', 'too-late'],
    ['over', 'too-late'],
  ] as const)('without a wallet request, %s: %s', async (seen, step) => {
    const { flow } = aPayment()
    await flow.pay(async () => ok({ seen, wallet: null }))
    expect(flow.step).toBe(step)
  })

  test('shows each step', async () => {
    const { pay, steps } = aPayment({ reports: ['settled'] })
    await pay()
    expect(steps).toEqual(['opening', 'in-wallet', 'asking', 'none'])
  })
})

describe('another payment', () => {
  test.each([
    ['in-wallet', { outcome: () => new Promise<WalletOutcome>(() => undefined) }, false],
    ['unproven', { outcome: 'said-paid' }, false],
    ['cancelled', { outcome: 'cancelled' }, true],
    ['failed', { outcome: 'failed' }, true],
  ] as const)('while %s is free: %s', async (step, scene, isFree) => {
    const { flow, pay } = aPayment(scene)
    void pay()
    await rest()
    expect(flow).toMatchObject({ step, isFree })
  })
})

describe('a payment that is not confirmed', () => {
  test('is reported once more soon, then read with patience', async () => {
    const { asked, clock, flow, pay } = aPayment()
    await pay()
    await clock.pass(2_999)
    expect(asked).toEqual(['report'])
    await clock.pass(1)
    expect(asked).toEqual(['report', 'report'])
    await clock.pass(9_999)
    expect(flow.step).toBe('unproven')
    await clock.pass(1)
    expect(flow).toMatchObject({ step: 'unseen', isFree: true })
    await clock.pass(30_000)
    expect(asked.slice(2)).toEqual(['read', 'read', 'read', 'read'])
  })

  test.each([
    ['settled', 'none'],
    ['over', 'too-late'],
  ] as const)('and is %s later: %s', async (seen, step) => {
    const { clock, flow, pay } = aPayment({ reads: ['open', 'open', seen] })
    await pay()
    await clock.pass(33_000)
    expect(flow.step).toBe(step)
  })

  test('stays so while no answer comes', async () => {
    const { clock, flow, pay } = aPayment({ reports: ['unknown'], reads: ['unknown', 'settled'] })
    await pay()
    await clock.pass(13_000)
    expect(flow).toMatchObject({ step: 'unseen', refusal: null })
    await clock.pass(10_000)
    expect(flow.step).toBe('none')
  })

  test('is not asked for while nobody looks', async () => {
    const { asked, clock, flow, pay } = aPayment()
    await pay()
    flow.hide()
    await clock.pass(60_000)
    expect(asked).toEqual(['report'])
  })

  test('is looked into first in an app that was killed', async () => {
    const { clock, flow } = aPayment({ reports: ['settled'] })
    flow.doubt()
    expect(flow).toMatchObject({ step: 'unproven', isFree: false })
    await clock.pass(3_000)
    expect(flow.step).toBe('none')
  })
})

test('news of the payment from elsewhere ends it, but not a late one', async () => {
  const { flow, pay } = aPayment()
  await pay()
  flow.settle()
  expect(flow.step).toBe('none')
  await flow.pay(async () => ok({ seen: 'over', wallet: null }))
  flow.settle()
  expect(flow.step).toBe('too-late')
})
