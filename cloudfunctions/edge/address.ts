/**
 * Address of a request according to the gateway in front: its own header, or the last entry of the
 * chain, which it added. Earlier entries are the sender's claims.
 */
export function addressOf(headers: Readonly<Record<string, string>>): string {
  const seen = headers['x-real-ip'] ?? headers['x-forwarded-for']?.split(',').at(-1)
  return seen?.trim().slice(0, 64) || 'unknown'
}
