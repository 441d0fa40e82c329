import { aMember } from '@palm/shared/testing/builders'
import { members } from './members'

const profile = { nickname: '张女士', usualGradeId: null, plate: '京A12345' }

test('a member is read as he was written', () => {
  const birthday = { on: { month: 2, day: 29 }, changedAtMs: null }
  const member = aMember({ profile: { ...profile, birthday } })
  expect(members.read(members.write(member))).toEqual(member)
})

test('a profile from before birthdays has none', () => {
  const { profile: _, ...before } = members.write(aMember())
  expect(members.read({ ...before, profile })).toEqual(
    aMember({ profile: { ...profile, birthday: null } }),
  )
})
