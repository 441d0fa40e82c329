import { fundedByHeadquarters } from '@palm/shared/ledger/party'
import { ALWAYS } from '@palm/shared/pricing/rules/condition'

/** Ten yuan off any order, as often as a driver likes. */
export const BENCH_COUPON = {
  id: 'coupon-template:bench',
  kind: 'fuel',
  title: 'Ten off',
  reduction: { kind: 'fixed', amountFen: 1_000 },
  condition: ALWAYS,
  group: 'bench',
  alone: false,
  pumpPriceOnly: false,
  funding: fundedByHeadquarters,
  validity: { kind: 'relative', days: 30 },
  quota: { total: null, perMember: null, perMemberDay: null, budgetFen: null },
  transferable: false,
  onShow: true,
} as const
