import { fen } from '@palm/shared/kernel/fen'
import { fenPerLitre } from '@palm/shared/kernel/volume'
import type { PriceKind } from '@palm/shared/pricing/rules/price-offer'
import { epochMs } from '@palm/shared/kernel/instant'
import { expiringWords } from '../benefits/expiring'
import { openingWords } from './opening'
import { ownPriceTag } from './own-price'

const at = (text: string) => epochMs(Date.parse(`${text}+08:00`))

test.each([
  ['24 小时', '2026-11-30T03:00', '24 小时营业', false],
  ['06:00-23:00', '2026-11-30T14:00', '营业中 · 23:00 打烊', false],
  ['06:00-23:00', '2026-11-30T23:40', '已打烊 · 06:00 开门', true],
  ['周末休息', '2026-11-30T23:40', '周末休息', false],
])('a station with %s at %s', (hours, time, words, isClosed) => {
  expect(openingWords(hours, at(time))).toEqual({ words, isClosed })
})

test.each<[PriceKind, number, string | null]>([
  ['pump', 781, null],
  ['contract', 731, '合约省 0.50/L'],
  ['level', 771, '会员省 0.10/L'],
  ['individual', 681, '专享省 1.00/L'],
])('a price by %s of %s', (kind, pricePerLitreFen, words) => {
  const own = { kind, pricePerLitreFen: fen(pricePerLitreFen), title: '' }
  const price = { gradeId: 'petrol-92', gradeName: '92#', pumpPriceFen: fenPerLitre(781) } as const
  expect(ownPriceTag({ ...price, own })).toBe(words)
})

test.each([
  ['2026-12-01T00:00', '1 张 今天到期'],
  ['2026-12-02T00:00', '1 张 明天到期'],
  ['2026-12-03T00:00', '1 张 后天到期'],
  ['2026-12-10T00:00', '1 张 12 月 9 日到期'],
  ['2027-03-01T00:00', '1 张 2027 年 2 月 28 日到期'],
])('a coupon that ends at %s', (end, words) => {
  const coupons = { usable: 3, expiring: { coupons: 1, atMs: at(end) } }
  expect(expiringWords(coupons, at('2026-11-30T14:00'))).toBe(words)
})
