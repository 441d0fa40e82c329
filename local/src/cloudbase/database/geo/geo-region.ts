import { type Document, isDocument } from '../value/bson-value'
import { type Box, boxAround, circleOf, EARTH_RADIUS_M, nearOf, type Position } from './geo'

const WORLD: Box = { west: -180, south: -90, east: 180, north: 90 }

/** Half of the circumference: the maximum distance. */
export const FARTHEST_M = Math.PI * EARTH_RADIUS_M

/**
 * Boxes that contain every match of a condition; `null` if it does not refer to places. They may be
 * too wide: candidates are still tested.
 */
export function regionOf(condition: unknown): Box[] | null {
  if (!isDocument(condition)) return null
  const near = condition['$nearSphere'] ?? condition['$near']
  if (near !== undefined) {
    const { center, maxM } = nearOf(near)
    return boxesAround(center, maxM)
  }
  const area = condition['$geoWithin'] ?? condition['$geoIntersects']
  return isDocument(area) ? boxesOfArea(area) : null
}

function boxesOfArea(area: Document): Box[] | null {
  const sphere: unknown = area['$centerSphere']
  if (Array.isArray(sphere)) {
    const { center, radiusM } = circleOf(sphere)
    return boxesAround(center, radiusM)
  }
  const box = boxAround(area['$geometry'])
  return box && [box]
}

/** Tolerance for rounding: a centimetre, and a billionth of the distance. */
const SLACK_RADIANS = 1.6e-9

/** A circle on the globe; on the map it may touch both edges. */
function boxesAround([lng, lat]: Position, radiusM: number): Box[] {
  const angle = (radiusM / EARTH_RADIUS_M) * (1 + 1e-9) + SLACK_RADIANS
  const south = lat - inDegrees(angle)
  const north = lat + inDegrees(angle)
  if (!(south > -90 && north < 90)) return [{ ...WORLD, south, north }] // it contains a pole
  const reach = inDegrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos((lat * Math.PI) / 180))))
  const [west, east] = [lng - reach, lng + reach]
  const box = { west, south, east, north }
  if (west < -180) return [box, { ...box, west: west + 360, east: 180 }]
  if (east > 180) return [box, { ...box, west: -180, east: east - 360 }]
  return [box]
}

const inDegrees = (radians: number) => (radians * 180) / Math.PI
