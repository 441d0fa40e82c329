import type { Contract } from '@palm/shared/contract/contract'
import { settle } from '@palm/shared/contract/settle'
import { cancel } from '@palm/shared/contract/sign'
import { commit, reserve } from '@palm/shared/contract/use'
import { DAY_MS, later } from '@palm/shared/kernel/instant'
import { millilitre } from '@palm/shared/kernel/volume'
import { aMember, NOON } from '@palm/shared/testing/builders/builders'
import {
  aContract,
  aCount,
  anOfferedContract,
  aSale,
} from '@palm/shared/testing/builders/contracts'
import { valueOf } from '@palm/shared/testing/results'
import { members } from './members'

const litres = { orderId: 'order:2', sale: aSale(), priceMl: millilitre(25_000) } as const
const active = valueOf(commit(aContract(), aCount())).contract
const reserved = valueOf(reserve(active, litres)).contract

const vehicle = { plate: '京A12345', gradeId: null, tankMl: millilitre(50_000) }
const profile = { nickname: '张女士', vehicles: [vehicle] }
const earlier = { nickname: '张女士', usualGradeId: null, plate: '京A12345' }

test('a stored member reads back unchanged', () => {
  const birthday = { on: { month: 2, day: 29 }, changedAtMs: null }
  const member = aMember({ profile: { ...profile, birthday } })
  expect(members.read(members.write(member))).toEqual(member)
})

test('a profile stored before birthdays and vehicles existed has no birthday, and one vehicle', () => {
  const { profile: _, ...before } = members.write(aMember())
  const read = { nickname: '张女士', vehicles: [{ ...vehicle, tankMl: null }], birthday: null }
  expect(members.read({ ...before, profile: earlier })).toEqual(aMember({ profile: read }))
  const nothing = members.read({ ...before, profile: { ...earlier, plate: null } })
  expect(nothing.profile?.vehicles).toEqual([])
})

describe('a member’s document', () => {
  test.each<[string, Contract]>([
    ['offered', anOfferedContract()],
    ['cooling off', aContract()],
    ['active, with one counted and one pending order', reserved],
    ['at the end of its period', settle(active, later(NOON, 30 * DAY_MS)).contract],
    ['cancelled', valueOf(cancel(aContract(), 'member:1', NOON)).contract],
    [
      'in litres, by months, for coupons',
      aContract({
        benefit: { kind: 'gift-coupons' },
        promise: { unit: 'ml', volumeMl: millilitre(200_000) },
        period: { kind: 'months', months: 3 },
      }),
    ],
  ])('reads back a contract %s unchanged', (_, contract) => {
    const member = aMember({ contracts: [contract] })
    const stored: unknown = JSON.parse(JSON.stringify(members.write(member)))
    expect(members.read(stored)).toEqual(member)
  })

  test('stored before contracts existed has none', () => {
    const { contracts: _, ...before } = members.write(aMember())
    expect(members.read(before).contracts).toEqual([])
  })
})
