import { crashRun } from './crash-run'

const SEED = 20_260_101

test('a stack that is killed under load loses nothing acknowledged and keeps nothing half', async () => {
  const { acknowledged, ...found } = await crashRun({ kills: 5, seed: SEED })
  expect(found).toEqual({ kills: 5, lost: [], half: [], sum: 0 })
  expect(acknowledged).toBeGreaterThan(25)
}, 60_000)
