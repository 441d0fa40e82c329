import type { Holder } from '../stored-value/prepaid-law'

/**
 * Who a member is to the law of prepaid cards (domain facts A.5). 记名 asks for a real name, and
 * what a profile has is a nickname that nobody checked: until there is a way to show papers, every
 * account is an unregistered one, with the lower cap.
 */
export const MEMBER_HOLDER: Holder = { kind: 'person', isRegistered: false, isRealName: false }
