import { millilitre } from '../kernel/volume'
import { type Vehicle, withUsual } from './vehicle'

const OWN: Vehicle = { plate: '京A12345', gradeId: 'petrol-92', tankMl: millilitre(50_000) }
const OTHER: Vehicle = { plate: '京AD12345', gradeId: null, tankMl: null }
const NOTHING = { plate: null, gradeId: null }

test.each<[string, readonly Vehicle[], Pick<Vehicle, 'gradeId' | 'plate'>, readonly Vehicle[]]>([
  [
    'the first is added',
    [],
    { plate: '京A12345', gradeId: null },
    [{ ...OWN, gradeId: null, tankMl: null }],
  ],
  [
    'its tank is kept',
    [OWN, OTHER],
    { plate: '京B12345', gradeId: null },
    [{ ...OWN, plate: '京B12345', gradeId: null }, OTHER],
  ],
  ['one of which nothing is known goes', [OTHER, OWN], NOTHING, [OWN]],
  [
    'one that stays has no second entry',
    [OWN, OTHER],
    { plate: '京AD12345', gradeId: null },
    [{ ...OWN, plate: '京AD12345', gradeId: null }],
  ],
  ['nothing is added for nothing', [], NOTHING, []],
])('%s', (_, before, said, after) => {
  expect(withUsual(before, said)).toEqual(after)
})
