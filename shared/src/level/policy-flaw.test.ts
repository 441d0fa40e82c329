import { fen } from '../kernel/fen'
import { aLevel, aLevelPolicy } from '../testing/levels'
import type { LevelPolicy } from './level'
import { levelPolicyFlaw } from './policy-flaw'

const silver = aLevel({ id: 'level:silver', fromGrowthFen: fen(1) })
const band = { segment: 'A', fromFen: fen(1) } as const

describe('a level policy', () => {
  test.each<[string, Partial<LevelPolicy>, string]>([
    ['that looks at no day', { windowDays: 0 }, 'no-window'],
    ['that looks at more than two years', { windowDays: 732 }, 'window-too-long'],
    ['without levels', { levels: [] }, 'nobody-starts'],
    ['whose lowest level asks for a fen', { levels: [silver] }, 'nobody-starts'],
    [
      'whose second level asks for nothing',
      { levels: [aLevel(), { ...silver, fromGrowthFen: fen(0) }] },
      'levels-contradict',
    ],
    [
      'with one level twice',
      { levels: [aLevel(), { ...silver, id: 'level:plain' }] },
      'levels-contradict',
    ],
    ['with bands that fall', { bands: [band, { ...band, segment: 'B' }] }, 'bands-contradict'],
    ['with one band twice', { bands: [band, { ...band, fromFen: fen(2) }] }, 'bands-contradict'],
    ['with gifts but no birthday', { birthdayDays: 0 }, 'no-birthday'],
  ])('%s is not saved', (_, changes, code) => {
    expect(levelPolicyFlaw(aLevelPolicy(changes))?.code).toBe(`level-policy/${code}`)
  })

  test('that can be meant is saved', () => {
    expect(levelPolicyFlaw(aLevelPolicy({ windowDays: 1, birthdayDays: 1 }))).toBeNull()
    expect(levelPolicyFlaw(aLevelPolicy({ levels: [aLevel()], birthdayDays: 0 }))).toBeNull()
  })
})
