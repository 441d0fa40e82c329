import type { PhoneSetup } from '../../wallet/wallet-call'
import { askOwner } from './question-sheet'

/**
 * The wallet's own question before a mini-program first learns where the phone is. The answer is kept
 * for this mini-program, as on a phone.
 */
export async function mayLocate({ personaId, wallet }: PhoneSetup): Promise<boolean> {
  const key = `wallet-location-${personaId}`
  const kept = window.localStorage.getItem(key)
  if (kept !== null) return kept === 'yes'
  const isAllowed = await askOwner(wallet, {
    testId: 'wallet-location',
    label: '位置信息',
    title: '小程序申请获取您的位置信息',
    hint: '用来找离您最近的油站',
  })
  window.localStorage.setItem(key, isAllowed ? 'yes' : 'no')
  return isAllowed
}
