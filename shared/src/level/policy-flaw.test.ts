import { fen } from '../kernel/fen'
import { aLevel, aLevelPolicy } from '../testing/builders/levels'
import type { LevelPolicy } from './level'
import { levelPolicyFlaw } from './policy-flaw'

const silver = aLevel({ id: 'level:silver', fromGrowthFen: fen(1) })
const band = { segment: 'A', fromFen: fen(1) } as const

describe('a level policy', () => {
  test.each<[string, Partial<LevelPolicy>, string]>([
    ['with a window of zero days', { windowDays: 0 }, 'no-window'],
    ['with a window of more than two years', { windowDays: 732 }, 'window-too-long'],
    ['without levels', { levels: [] }, 'nobody-starts'],
    ['whose lowest level requires a fen', { levels: [silver] }, 'nobody-starts'],
    [
      'whose second level requires nothing',
      { levels: [aLevel(), { ...silver, fromGrowthFen: fen(0) }] },
      'levels-contradict',
    ],
    [
      'with a duplicate level',
      { levels: [aLevel(), { ...silver, id: 'level:plain' }] },
      'levels-contradict',
    ],
    [
      'with bands in descending order',
      { bands: [band, { ...band, segment: 'B' }] },
      'bands-contradict',
    ],
    ['with a duplicate band', { bands: [band, { ...band, fromFen: fen(2) }] }, 'bands-contradict'],
    ['with gifts but no birthday', { birthdayDays: 0 }, 'no-birthday'],
  ])('%s is not saved', (_, changes, code) => {
    expect(levelPolicyFlaw(aLevelPolicy(changes))?.code).toBe(`level-policy/${code}`)
  })

  test('without contradictions is saved', () => {
    expect(levelPolicyFlaw(aLevelPolicy({ windowDays: 1, birthdayDays: 1 }))).toBeNull()
    expect(levelPolicyFlaw(aLevelPolicy({ levels: [aLevel()], birthdayDays: 0 }))).toBeNull()
  })
})
