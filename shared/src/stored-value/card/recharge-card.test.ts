import { fen } from '../../kernel/fen'
import { DAY_MS, later } from '../../kernel/instant'
import { NOON } from '../../testing/builders/builders'
import { refused, valueOf } from '../../testing/results'
import { afterRecharge, REGISTERED } from '../../testing/builders/stored-value'
import { balanceOf, EMPTY_ACCOUNT, type StoredValueAccount } from '../account'
import { frozen } from '../freeze'
import { cardFlaw, cardsIssued, type RechargeCard, type Redeem, redeem } from './recharge-card'

const FREEZE = { reason: 'suspected-fraud', staffId: 'staff:1', atMs: NOON } as const

const card: RechargeCard = {
  id: 'recharge-card:1',
  codeHash: 'h1',
  amountFen: fen(20_000),
  expiresAtMs: later(NOON, DAY_MS),
  batchId: null,
  state: { status: 'sold' },
}
const aRedeem = (changes: Partial<Redeem> = {}): Redeem => ({
  codeHash: 'h1',
  memberId: 'member:1',
  rechargeId: 'recharge:card',
  holder: REGISTERED,
  nowMs: NOON,
  ...changes,
})
const redeemed = valueOf(redeem(EMPTY_ACCOUNT, card, aRedeem()))

describe('a recharge card', () => {
  test.each<[string, RechargeCard | null, Partial<Redeem>, StoredValueAccount, string]>([
    ['nobody knows', null, {}, EMPTY_ACCOUNT, 'card/wrong-code'],
    ['of another code', card, { codeHash: 'h2' }, EMPTY_ACCOUNT, 'card/wrong-code'],
    ['somebody used', redeemed.card, { memberId: 'member:2' }, EMPTY_ACCOUNT, 'card/used'],
    [
      'used by the member before',
      redeemed.card,
      { rechargeId: 'recharge:x' },
      redeemed.account,
      'card/used',
    ],
    [
      'that was voided',
      { ...card, state: { status: 'voided', atMs: NOON } },
      {},
      EMPTY_ACCOUNT,
      'card/voided',
    ],
    ['that expired', card, { nowMs: card.expiresAtMs }, EMPTY_ACCOUNT, 'card/expired'],
    [
      'under the number of another recharge',
      card,
      { rechargeId: 'recharge:1' },
      afterRecharge(EMPTY_ACCOUNT),
      'recharge/id-taken',
    ],
    ['on a frozen account', card, {}, frozen(EMPTY_ACCOUNT, FREEZE), 'stored-value/frozen'],
    [
      'above the cap',
      card,
      { holder: { ...REGISTERED, isRegistered: false } },
      afterRecharge(EMPTY_ACCOUNT, { amountFen: fen(80_001) }),
      'prepaid/above-cap',
    ],
  ])('%s is refused', (_, known, changes, account, code) => {
    expect(redeem(account, known, aRedeem(changes))).toMatchObject(refused(code))
  })

  test('puts its amount on the account, once', () => {
    expect(balanceOf(redeemed.account)).toEqual({ principalFen: 20_000, giftFen: 0 })
    expect(redeemed.entry?.postings).toEqual([
      { account: 'prepaid:card', amountFen: 20_000 },
      { account: 'prepaid:principal', amountFen: -20_000 },
    ])
    const again = valueOf(redeem(redeemed.account, redeemed.card, aRedeem()))
    expect(again).toEqual({ ...redeemed, row: null, entry: null })
  })
})

test('cards are owed for from when they are issued', () => {
  const entry = cardsIssued([card, { ...card, id: 'recharge-card:2', amountFen: fen(1) }], NOON)
  expect(entry).toMatchObject({ kind: 'cards-issued', subject: 'recharge-card:1', atMs: NOON })
  expect(entry.postings).toEqual([
    { account: 'receivable:cards', amountFen: 20_001 },
    { account: 'prepaid:card', amountFen: -20_001 },
  ])
})

describe('making cards', () => {
  const THREE_YEARS = later(NOON, 1_096 * DAY_MS)

  test.each([
    ['of nothing', 0, THREE_YEARS, 'recharge/no-amount'],
    ['of less', -1, THREE_YEARS, 'recharge/no-amount'],
    ['of one fen', 1, THREE_YEARS, null],
    ['of ¥1,000', 100_000, THREE_YEARS, null],
    ['of a fen more', 100_001, THREE_YEARS, 'recharge-card/above-cap'],
    ['that expire within three years', 1, later(THREE_YEARS, -1), 'recharge-card/expires-too-soon'],
  ])('%s', (_, amount, expiresAtMs, code) => {
    expect(cardFlaw({ amountFen: fen(amount), expiresAtMs }, NOON)?.code ?? null).toBe(code)
  })
})
