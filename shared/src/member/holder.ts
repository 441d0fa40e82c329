import type { Holder } from '../stored-value/prepaid-law'

/**
 * Status of a member under the law on prepaid cards. 记名 requires a verified real name, and a
 * profile has only an unverified nickname: until identity checks exist, every account is
 * unregistered, with the lower cap.
 */
export const MEMBER_HOLDER: Holder = { kind: 'person', isRegistered: false, isRealName: false }
