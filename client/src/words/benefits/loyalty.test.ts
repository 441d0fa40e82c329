import { fen } from '@palm/shared/kernel/fen'
import { levelWords, pointsWords } from './loyalty'

test('a level shows the distance to the next', () => {
  const level = { name: '普通会员', growthFen: fen(0) }
  const next = { name: '白银会员', missingFen: fen(15_000) }
  expect(levelWords({ ...level, next })).toBe('普通会员，差 ¥150.00 升级')
  expect(levelWords({ ...level, next: null })).toBe('普通会员')
})

test('points show the amount needed for the next one', () => {
  expect(pointsWords({ balance: 2, nextPointFen: fen(4_950) })).toBe(
    '2 积分 · 再加 ¥49.50 得 1 积分',
  )
})
