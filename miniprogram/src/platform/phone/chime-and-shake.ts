import type { Announce } from '../ports'

/** APIs by which a wallet may call for attention. */
export interface AnnounceApis {
  createInnerAudioContext?(): Chime
  vibrateLong?(): Promise<unknown>
}

interface Chime {
  src: string
  play(): void
}

/** Neither wallet can speak without a paid service: a chime and a shake call for a look. */
export function chimeAndShake(apis: AnnounceApis): Announce {
  let chime: Chime | undefined
  return () => {
    chime ??= openChime(apis)
    chime?.play()
    void apis.vibrateLong?.().catch(() => undefined)
  }
}

function openChime({ createInnerAudioContext }: AnnounceApis): Chime | undefined {
  const chime = createInnerAudioContext?.()
  if (chime) chime.src = '/assets/chime.wav'
  return chime
}
