import { element } from '../element'
import { openOverlay } from './overlay'

const SHOWN_MS = 2_500

export interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly name: string
  readonly address: string
}

/** A short message of the wallet that disappears by itself. */
export function showToast(...lines: readonly string[]): void {
  const toast = element(
    'div',
    { class: 'toast', role: 'status', 'data-testid': 'wallet-toast' },
    ...lines.map((line) => element('p', {}, line)),
  )
  const overlay = openOverlay(toast, () => overlay.close())
  setTimeout(() => overlay.close(), SHOWN_MS)
}

/** Replaces the map of a real phone. */
export const showPlace = ({ address, latitude, longitude, name }: Place): void =>
  showToast(`地图 · ${name}`, address, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`)

/** The dialler, as far as a browser can have one. */
export const showCall = (number: string): void => showToast(`拨打 ${number}`)
