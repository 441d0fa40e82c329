import { lazyPhone } from '../phones/lazy-phone'
import type { Phone } from '../phones/phone'
import type { PersonaName, Stage } from '../stage'

/** Participants of a journey: a stage, its driver, and an attendant. */
export interface Cast {
  readonly stage: Stage
  readonly driver: Phone
  /** Their phone is off until it is used. */
  readonly attendant: Phone
}

/**
 * Every journey of a suite has its own stage, which is cleared after it. Errors that a phone did
 * not show fail the journey.
 */
export function castEach(
  who: PersonaName,
  open: () => Promise<Stage>,
  enter: (cast: Cast) => void,
): void {
  let cast: Cast
  beforeEach(async () => {
    const stage = await open()
    cast = {
      stage,
      driver: await stage.phone(who),
      attendant: lazyPhone(() => stage.phone('wang')),
    }
    enter(cast)
  })
  afterEach(async () => {
    const { attendant, driver, stage } = cast
    const errors = [...driver.errors(), ...attendant.errors()]
    await stage.close()
    expect(errors).toEqual([])
  })
}
