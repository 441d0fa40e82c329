import { millilitre } from '@palm/shared/kernel/volume'
import type { Vehicle } from '@palm/shared/member/vehicle'
import {
  draftOf,
  flawOf,
  vehicleOf,
  type VehicleDraft,
  withFirst,
  withVehicle,
} from './vehicle-draft'

const OWN: Vehicle = { plate: '京A12345', gradeId: 'petrol-92', tankMl: millilitre(50_000) }
const OTHER: Vehicle = { plate: '京AD12345', gradeId: null, tankMl: null }
const draft = (changes: Partial<VehicleDraft> = {}) => ({ ...draftOf(OWN), ...changes })

test.each<[string, VehicleDraft, string | null]>([
  ['a whole one', draft(), null],
  ['one without a plate', draft({ plate: '' }), null],
  ['a plate as it is painted', draft({ plate: '京b·12345' }), null],
  ['no plate at all', draft({ plate: '京A1234I' }), 'plate'],
  ['the plate of another one', draft({ plate: '京AD12345' }), 'plate-twice'],
  ['a tank of a toy', draft({ tank: '2' }), 'tank'],
  ['a tank of a ship', draft({ tank: '9999' }), 'tank'],
  ['a tank in words', draft({ tank: '五十' }), 'tank'],
  ['nothing', { plate: '', gradeId: null, tank: '' }, 'nothing'],
])('%s', (_, typed, flaw) => {
  expect(flawOf(typed, [OTHER])).toBe(flaw)
})

test('a draft is the vehicle again', () => {
  expect(vehicleOf(draftOf(OWN))).toEqual(OWN)
})

test('one takes its place, and another the first', () => {
  expect(withVehicle([OWN], 1, OTHER)).toEqual([OWN, OTHER])
  expect(withVehicle([OWN, OTHER], 0, OTHER)).toEqual([OTHER, OTHER])
  expect(withFirst([OWN, OTHER], 1)).toEqual([OTHER, OWN])
})
