import { basisPoints } from '../kernel/basis-points'
import { fen } from '../kernel/fen'
import { DAY_MS } from '../kernel/instant'
import { after, NOON } from '../testing/builders'
import { aTemplate } from '../testing/coupons'
import type { CouponTemplate } from './coupon'
import { templateContradiction } from './template-contradiction'

const percent = { kind: 'percent', share: basisPoints(500), capFen: null } as const
const budget = { total: null, perMember: null, perMemberDay: null, budgetFen: fen(1_000) }

test.each<[string, Partial<CouponTemplate>, string]>([
  ['rules that contradict themselves', { funding: [] }, 'rule/no-funder'],
  [
    'a life that ends as it begins',
    { validity: { kind: 'absolute', fromMs: NOON, toMs: NOON } },
    'rule/never-valid',
  ],
  [
    'a budget that nothing counts against',
    { reduction: percent, quota: budget },
    'rule/budget-without-bound',
  ],
])('refuses %s', (_, changes, code) => {
  expect(templateContradiction(aTemplate(changes))).toEqual({ code })
})

test.each<[string, Partial<CouponTemplate>]>([
  ['a budget for what has a cap', { reduction: { ...percent, capFen: fen(100) }, quota: budget }],
  ['a share without a cap and a budget', { reduction: percent }],
  ['a life', { validity: { kind: 'absolute', fromMs: NOON, toMs: after(DAY_MS) } }],
])('accepts %s', (_, changes) => {
  expect(templateContradiction(aTemplate(changes))).toBeNull()
})
