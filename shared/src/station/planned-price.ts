import type { EpochMs } from '../kernel/instant'
import type { PriceVersion, Station } from './station'

/** Pump prices that are announced and do not hold yet, soonest first; one for each grade. */
export function plannedPrices({ prices }: Station, nowMs: EpochMs): readonly PriceVersion[] {
  const ahead = prices.filter(({ fromMs }) => fromMs > nowMs).sort((a, b) => a.fromMs - b.fromMs)
  return ahead.filter(
    ({ gradeId }, index) => ahead.findIndex((price) => price.gradeId === gradeId) === index,
  )
}
