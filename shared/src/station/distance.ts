import type { Location } from './station'

const EARTH_RADIUS_M = 6_371_000
const RADIANS = Math.PI / 180

/** Metres along a great circle, whole. Good for a list; never for money. */
export function distanceM(from: Location, to: Location): number {
  const lat = (to.latitude - from.latitude) * RADIANS
  const lng = (to.longitude - from.longitude) * RADIANS
  const chord =
    Math.sin(lat / 2) ** 2 +
    Math.cos(from.latitude * RADIANS) * Math.cos(to.latitude * RADIANS) * Math.sin(lng / 2) ** 2
  return Math.round(2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord))))
}
