import { createHmac, randomBytes } from 'node:crypto'
import { DAY_MS, type EpochMs, later } from '@palm/shared/kernel/instant'
import type { Invitation } from '@palm/shared/staff/staff'

/** Unambiguous letters and digits; 12 of them are 60 bits, valid for three days. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LETTERS = 12
const VALID_MS = 3 * DAY_MS

/** The code is returned once, to the inviter; only its keyed hash is stored. */
export function invite(
  whom: Pick<Invitation, 'name' | 'role' | 'stationIds'>,
  secret: string,
  nowMs: EpochMs,
): { code: string; invitation: Invitation } {
  const code = Array.from(randomBytes(LETTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
  const expiresAtMs = later(nowMs, VALID_MS)
  const id = invitationIdOf(code, secret)
  return { code, invitation: { ...whom, id, expiresAtMs, usedBy: null } }
}

/** A copy of the database alone does not help to guess codes. */
export const invitationIdOf = (code: string, secret: string): Invitation['id'] =>
  `invitation:${createHmac('sha256', secret).update(`invitation|${code}`).digest('hex')}`
