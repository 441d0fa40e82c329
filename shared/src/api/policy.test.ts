import { POLICY } from '../staff/policy/table'
import { ACTIONS } from './actions'

test('every action has one line of the policy, and every line an action', () => {
  expect(Object.keys(POLICY).sort()).toEqual(Object.keys(ACTIONS).sort())
})

test('an action without identity returns public data only', () => {
  const open = Object.entries(POLICY).filter(([, { who }]) => who === 'anyone')
  expect(open.map(([name]) => name).sort()).toEqual([
    'member.signIn',
    'station.get',
    'station.nearby',
    'station.scan',
  ])
})

test('only those who run a station answer its requests', () => {
  expect(POLICY['staff.decide'].roles).toEqual(['manager', 'headquarters'])
})
