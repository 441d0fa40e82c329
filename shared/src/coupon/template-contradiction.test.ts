import { basisPoints } from '../kernel/basis-points'
import { fen } from '../kernel/fen'
import { DAY_MS } from '../kernel/instant'
import { after, NOON } from '../testing/builders/builders'
import { aTemplate } from '../testing/builders/coupons'
import type { CouponTemplate } from './coupon'
import { templateContradiction } from './template-contradiction'

const percent = { kind: 'percent', share: basisPoints(500), capFen: null } as const
const budget = { total: null, perMember: null, perMemberDay: null, budgetFen: fen(1_000) }

test.each<[string, Partial<CouponTemplate>, string]>([
  ['rules that contradict themselves', { funding: [] }, 'rule/no-funder'],
  [
    'an empty validity',
    { validity: { kind: 'absolute', fromMs: NOON, toMs: NOON } },
    'rule/never-valid',
  ],
  [
    'a budget without a bounded cost',
    { reduction: percent, quota: budget },
    'rule/budget-without-bound',
  ],
])('refuses %s', (_, changes, code) => {
  expect(templateContradiction(aTemplate(changes))).toEqual({ code })
})

test.each<[string, Partial<CouponTemplate>]>([
  ['a budget with a cap', { reduction: { ...percent, capFen: fen(100) }, quota: budget }],
  ['a percentage without cap and budget', { reduction: percent }],
  ['a validity', { validity: { kind: 'absolute', fromMs: NOON, toMs: after(DAY_MS) } }],
])('accepts %s', (_, changes) => {
  expect(templateContradiction(aTemplate(changes))).toBeNull()
})
