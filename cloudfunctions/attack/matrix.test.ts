import { openScene, type Scene } from '../kit/testing/scene'
import { runMatrix } from './matrix'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

test('nobody gets further than the policy lets them, in any of a thousand ways', async () => {
  const { barred, cases, leaks } = await runMatrix(scene)
  expect(leaks).toEqual([])
  expect(barred).toEqual([])
  expect(cases).toBeGreaterThanOrEqual(1_000)
}, 300_000)
