import { idLetters } from '@palm/shared/kernel/id'
import { useShareAppMessage } from '@tarojs/taro'
import { useStores } from './stores/app-stores'

/** 分享卡片: its page, which needs `enableShareAppMessage` in its configuration. */
export interface ShareCard {
  readonly title: string
  /** `/packages/…`, with parameters or without. */
  readonly path: string
}

/** The card that a friend receives from this screen. It says who has sent it. */
export function useShareCard(card: () => ShareCard): void {
  const signed = useSignedPath()
  useShareAppMessage(() => {
    const { path, title } = card()
    return { title, path: signed(path) }
  })
}

/** Adds the sender to the address of a screen, for the order that the friend may place. */
export function useSignedPath(): (path: string) => string {
  const { home, member } = useStores()
  return (path) => {
    const known = member.member.at === 'ready' ? member.member.value : home.view?.member
    // Missing in a first screen that an earlier version has kept.
    const by = known?.memberId ? `&by=${idLetters(known.memberId)}` : ''
    return `${path}${path.includes('?') ? '&' : '?'}from=share${by}`
  }
}
