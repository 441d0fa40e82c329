import { openAccountScene } from '../testing/account-scene'
import { someStoredValueRules } from '../testing/rules'
import { openScene } from '../testing/scene'
import {
  lastCoupons,
  type RaceResult,
  sameCard,
  sameClaim,
  sameNotification,
  samePlacing,
  sameRefund,
} from './races'

/** A race, with its required result. */
export interface Race {
  readonly name: string
  readonly effects: number
  /** Number of successful answers, if not all succeed. */
  readonly done?: number
  /** Permitted answers of a racer. */
  readonly answers: RegExp
  run(): Promise<RaceResult>
}

const TIMES = 50

/** As many instances would let them through, each with its own counters. */
const CROWD = { uncounted: true }

const onScene = (run: (scene: Awaited<ReturnType<typeof openScene>>) => Promise<RaceResult>) =>
  on(() => openScene(CROWD), run)

const onAccount = (
  run: (scene: Awaited<ReturnType<typeof openAccountScene>>) => Promise<RaceResult>,
) => on(() => openAccountScene('wechat', someStoredValueRules(), CROWD), run)

const on =
  <Scene extends { close(): Promise<void> }>(
    open: () => Promise<Scene>,
    run: (scene: Scene) => Promise<RaceResult>,
  ) =>
  async (): Promise<RaceResult> => {
    const scene = await open()
    try {
      return await run(scene)
    } finally {
      await scene.close()
    }
  }

const once = (name: string, run: Race['run']): Race => ({
  name: `one ${name}, ${TIMES} times at once`,
  effects: 1,
  answers: /^(?!service\/failed$)/,
  run,
})

/** Every racer gets a coupon or a sold-out answer; none has to wait. */
const last = (race: { readonly coupons: number; readonly members: number }): Race => ({
  name: `the last coupons, ${race.coupons}, for ${race.members} members`,
  effects: race.coupons,
  done: race.coupons,
  answers: /^(ok|coupon\/sold-out)$/,
  run: onScene((scene) => lastCoupons(scene, race)),
})

export const RACES: readonly Race[] = [
  last({ coupons: 50, members: 200 }),
  last({ coupons: 1, members: 60 }),
  once(
    'order',
    onScene((scene) => samePlacing(scene, TIMES)),
  ),
  once(
    'payment notification',
    onScene((scene) => sameNotification(scene, TIMES)),
  ),
  once(
    'claim',
    onScene((scene) => sameClaim(scene, TIMES)),
  ),
  once(
    'card',
    onAccount((scene) => sameCard(scene, TIMES)),
  ),
  once(
    'refund',
    onAccount((scene) => sameRefund(scene, TIMES)),
  ),
]

/** Deviations of a race from its required result; empty if there are none. */
export async function runRace({ answers, done, effects, name, run }: Race): Promise<string[]> {
  const result = await run()
  const heardOk = result.answers['ok'] ?? 0
  const unexpected = Object.entries(result.answers).filter(([heard]) => !answers.test(heard))
  const isDone = done === undefined ? heardOk > 0 : heardOk === done
  return [
    ...(result.effects === effects ? [] : [`${result.effects} effects`]),
    ...(isDone ? [] : [`${heardOk} heard that it was done`]),
    ...unexpected.map(([heard, count]) => `${count} heard ${heard}`),
  ].map((end) => `${name}: ${end}`)
}

/** Runs all races, one after the other. */
export async function attackInRaces(races: readonly Race[] = RACES): Promise<string[]> {
  const found: string[] = []
  for (const race of races) found.push(...(await runRace(race)))
  return found
}
