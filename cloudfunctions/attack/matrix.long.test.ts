import { openScene, type Scene } from '../testing/scene'
import { runMatrix } from './matrix'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

test('no caller exceeds the policy in any of a thousand combinations', async () => {
  const { barred, cases, leaks } = await runMatrix(scene)
  expect(leaks).toEqual([])
  expect(barred).toEqual([])
  expect(cases).toBeGreaterThanOrEqual(1_000)
}, 300_000)
