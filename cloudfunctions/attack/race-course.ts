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

/** One of the races, and how it has to end. */
export interface Race {
  readonly name: string
  readonly effects: number
  /** How each racer may be answered. */
  readonly answers: RegExp
  run(): Promise<RaceResult>
}

const TIMES = 50
const COUPONS = 50
const MEMBERS = 200

/** As many instances would let them through, each with counts of its own. */
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

export const RACES: readonly Race[] = [
  {
    name: `the last ${COUPONS} coupons for ${MEMBERS} members`,
    effects: COUPONS,
    answers: /^(ok|coupon\/sold-out)$/,
    run: onScene((scene) => lastCoupons(scene, { coupons: COUPONS, members: MEMBERS })),
  },
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

/** Runs all of them; gives those that ended in another way than they have to. */
export async function attackInRaces(races: readonly Race[] = RACES): Promise<string[]> {
  const found: string[] = []
  for (const { answers, effects, name, run } of races) {
    const result = await run()
    if (result.effects !== effects) found.push(`${name}: ${result.effects} effects`)
    if (!result.answers['ok']) found.push(`${name}: nobody heard that it was done`)
    for (const [heard, count] of Object.entries(result.answers)) {
      if (!answers.test(heard)) found.push(`${name}: ${count} heard ${heard}`)
    }
  }
  return found
}
