import { createHash, randomBytes } from 'node:crypto'
import { DAY_MS, type EpochMs, later } from '@palm/shared/kernel/instant'
import type { Invitation } from '@palm/shared/staff/staff'

/** Letters and digits that nobody mixes up; 8 of them are 40 bits, good for three days. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LETTERS = 8
const VALID_MS = 3 * DAY_MS

/** The code is said once, to whoever invites; only its hash is kept. */
export function invite(
  whom: Pick<Invitation, 'name' | 'role' | 'stationIds'>,
  nowMs: EpochMs,
): { code: string; invitation: Invitation } {
  const code = Array.from(randomBytes(LETTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
  const expiresAtMs = later(nowMs, VALID_MS)
  return { code, invitation: { ...whom, id: invitationIdOf(code), expiresAtMs, usedBy: null } }
}

export const invitationIdOf = (code: string): Invitation['id'] =>
  `invitation:${createHash('sha256').update(code).digest('hex')}`
