import type { Region, StationId } from '../../station/station'
import type { Role } from '../role'

/** A role, and where it holds. A person may have several. */
export interface Grant {
  readonly role: Role
  readonly reach: Reach
}

export type Reach =
  | { readonly kind: 'all' }
  | { readonly kind: 'region'; readonly region: Region }
  | { readonly kind: 'stations'; readonly stationIds: readonly StationId[] }

/** A station that an act is about. */
export interface Place {
  readonly stationId: StationId
  /** Null for a station without a region: only grants for all or for the station reach it. */
  readonly region: Region | null
}

/**
 * What an act is about: the caller's own data, all stations or none in particular, or the stations
 * that it touches. An empty list counts as everywhere: it takes a grant for all.
 */
export type Target = 'own' | 'everywhere' | readonly Place[]

/** Whether each of the places is within one of the reaches. */
export function reachTo(reaches: readonly Reach[], target: Exclude<Target, 'own'>): boolean {
  if (target === 'everywhere' || target.length === 0) {
    return reaches.some(({ kind }) => kind === 'all')
  }
  return target.every((place) => reaches.some((reach) => covers(reach, place)))
}

function covers(reach: Reach, { region, stationId }: Place): boolean {
  switch (reach.kind) {
    case 'all':
      return true
    case 'region':
      return reach.region === region
    case 'stations':
      return reach.stationIds.includes(stationId)
  }
}
