import type { PhonePolicy } from '@palm/shared/station/station'
import type { Words } from '@palm/client/words/refusals/refusal-words'

/** A station's rule on phones; null without a rule. */
export const PHONE_POLICY_WORDS: Readonly<Record<PhonePolicy, Words | null>> = {
  'indoor-only': { what: '本站只能在室内用手机', next: '请到站房里付款，不要在油机旁用手机。' },
  'in-car': { what: '请在车里付款', next: '下车前付好，或坐回车里再付；油机旁别用手机。' },
  'at-pump': null,
}
