import type { StationMap as Port } from '../ports'

/** A browser has no map without the tiles and the key of somebody else. */
export const StationMap: Port | null = null
