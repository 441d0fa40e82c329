import { fen } from '@palm/shared/kernel/fen'
import { fenPerLitre, millilitre, volumeFor } from '@palm/shared/kernel/volume'
import type { Vehicle } from '@palm/shared/member/vehicle'
import { fullTankYuan, isLarge, NO_HABITS, tooMuch } from './habits'

const PRICE = fenPerLitre(781)
const CAR: Vehicle = { plate: '京A12345', gradeId: 'petrol-92', tankMl: millilitre(50_000) }
const LORRY: Vehicle = { ...CAR, tankMl: millilitre(600_000) }

const asked = (yuan: number, vehicle: Vehicle | null, lastYuan: number | null = null) => {
  const amountFen = fen(yuan * 100)
  const habits = { ...NO_HABITS, lastFillFen: lastYuan === null ? null : fen(lastYuan * 100) }
  return tooMuch({ amountFen, volumeMl: volumeFor(amountFen, PRICE) }, vehicle, habits)
}

test.each<[string, ReturnType<typeof asked>, object | null]>([
  ['a usual fill is not asked about', asked(200, null), null],
  ['a full tank is not', asked(400, CAR), null],
  ['more than the tank is', asked(2_000, CAR), { tankMl: 50_000, lastFillFen: null }],
  ['more than any car takes is', asked(2_000, null), { tankMl: null, lastFillFen: null }],
  ['a lorry with its tank is not', asked(4_000, LORRY), null],
  ['ten times the last fill is', asked(2_000, LORRY, 200), { tankMl: null, lastFillFen: 20_000 }],
  ['twice the last fill is not', asked(400, null, 200), null],
  ['a small amount never is', asked(300, null, 50), null],
])('%s', (_, doubt, expected) => {
  if (expected === null) expect(doubt).toBeNull()
  else expect(doubt).toMatchObject(expected)
})

test('a large amount is marked by the tank, or by what cars have', () => {
  expect([isLarge(millilitre(60_000), CAR), isLarge(millilitre(60_000), null)]).toEqual([
    true,
    false,
  ])
})

test('a full tank costs a round sum, and nothing where no tank is known', () => {
  expect([fullTankYuan(CAR, PRICE), fullTankYuan({ ...CAR, tankMl: null }, PRICE)]).toEqual([
    '400',
    null,
  ])
})
