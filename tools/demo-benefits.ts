import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sent } from '@palm/shared/api/actions'
import { ALWAYS } from '@palm/shared/pricing/condition'
import { ROOT } from './root'

type Template = Sent<'coupon.saveTemplate'>

/** A template as the sample file has it: what it leaves out does not matter to it. */
type Sketch = Pick<Template, 'id' | 'kind' | 'title' | 'reduction' | 'group' | 'funding'> &
  Pick<Template, 'validity'> & {
    readonly condition: Partial<Template['condition']>
    readonly quota: Partial<Template['quota']>
    readonly pumpPriceOnly?: boolean
  }

const NO_QUOTA = { total: null, perMember: null, perMemberDay: null, budgetFen: null }

/** What a first visitor finds in the voucher centre. */
export function demoTemplates(): Template[] {
  const path = join(ROOT, 'demo/coupon-templates.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as Sketch[]).map((sketch) => ({
    alone: false,
    pumpPriceOnly: false,
    transferable: false,
    onShow: true,
    ...sketch,
    condition: { ...EVERYWHERE, ...sketch.condition },
    quota: { ...NO_QUOTA, ...sketch.quota },
  }))
}

const EVERYWHERE: Template['condition'] = {
  ...ALWAYS,
  stationIds: null,
  gradeIds: null,
  weekdays: null,
  hours: null,
  onlyDays: null,
  exceptDays: [],
}

/** 95# is cheaper for members. */
export const DEMO_PRICES: Sent<'coupon.savePrices'>['prices'] = [
  {
    id: 'segment:member-95',
    kind: 'segment',
    title: '95# 会员价',
    price: { kind: 'off', offPerLitre: 20 },
    limitMl: null,
    paidBy: 'anything',
    condition: { ...EVERYWHERE, gradeIds: ['petrol-95'] },
    funding: [{ party: 'hq', weight: 1 }],
  },
]
