import type { PhoneSetup } from '../../wallet/wallet-call'
import { askOwner } from './question-sheet'

/**
 * The wallet's question whether the mini-program may send service messages: one line for each template.
 * Resolves with whether its owner allows them; all of them, since nobody unticks one here.
 */
export const askForMessages = (
  { messageTemplates = {}, wallet }: PhoneSetup,
  templateIds: readonly string[],
): Promise<boolean> =>
  askOwner(wallet, {
    testId: 'wallet-messages',
    label: '服务通知',
    title: '小程序申请向您发送通知',
    hint: '每种发一次',
    lines: templateIds.map((id) => messageTemplates[id] ?? id),
  })
