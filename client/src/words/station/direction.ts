import type { Location } from '@palm/shared/station/station'

const WORDS = ['正北', '东北', '正东', '东南', '正南', '西南', '正西', '西北'] as const

/** Clockwise from north, in degrees; near enough within a city. */
export function bearing(from: Location, to: Location): number {
  const north = to.latitude - from.latitude
  const east = (to.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180)
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360
}

/** `东北` */
export const directionWords = (degrees: number): string => WORDS[Math.round(degrees / 45) % 8]!
