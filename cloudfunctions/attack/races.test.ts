import { openAccountScene } from '../kit/testing/account-scene'
import { someStoredValueRules } from '../kit/testing/rules'
import { openScene } from '../kit/testing/scene'
import {
  lastCoupons,
  type RaceResult,
  sameCard,
  sameClaim,
  sameNotification,
  samePlacing,
  sameRefund,
} from './races'

const TIMES = 50

/** Two hundred members on one busy machine; how long they wait is for a bench to say. */
const SLOW_MS = 5 * 60_000

/** As many instances would let them through, each with counts of its own. */
const CROWD = { uncounted: true }

async function on<Scene extends { close(): Promise<void> }>(
  open: () => Promise<Scene>,
  run: (scene: Scene) => Promise<RaceResult>,
): Promise<RaceResult> {
  const scene = await open()
  try {
    return await run(scene)
  } finally {
    await scene.close()
  }
}

test.each([
  { coupons: 50, members: 200 },
  { coupons: 1, members: 60 },
])(
  '$members members get exactly $coupons coupons, and nobody is told to wait',
  async (race) => {
    const { answers, effects } = await on(
      () => openScene(CROWD),
      (scene) => lastCoupons(scene, race),
    )
    expect(answers).toEqual({ ok: race.coupons, 'coupon/sold-out': race.members - race.coupons })
    expect(effects).toBe(race.coupons)
  },
  SLOW_MS,
)

test.each<[string, () => Promise<RaceResult>]>([
  [
    'order',
    () =>
      on(
        () => openScene(CROWD),
        (scene) => samePlacing(scene, TIMES),
      ),
  ],
  [
    'payment notification',
    () =>
      on(
        () => openScene(CROWD),
        (scene) => sameNotification(scene, TIMES),
      ),
  ],
  [
    'claim',
    () =>
      on(
        () => openScene(CROWD),
        (scene) => sameClaim(scene, TIMES),
      ),
  ],
  [
    'card',
    () =>
      on(
        () => openAccountScene('wechat', someStoredValueRules(), CROWD),
        (scene) => sameCard(scene, TIMES),
      ),
  ],
  [
    'refund',
    () =>
      on(
        () => openAccountScene('wechat', someStoredValueRules(), CROWD),
        (scene) => sameRefund(scene, TIMES),
      ),
  ],
])('the same %s sent fifty times at once is one', async (_, run) => {
  const { answers, effects } = await run()
  expect(effects).toBe(1)
  expect(answers['ok']).toBeGreaterThan(0)
  expect(answers).not.toHaveProperty('service/failed')
})
