/**
 * Where a request came from, as the gateway in front says: the address that it saw itself, or the
 * last one of the chain, which it added. Earlier ones are the sender's own words.
 */
export function addressOf(headers: Readonly<Record<string, string>>): string {
  const seen = headers['x-real-ip'] ?? headers['x-forwarded-for']?.split(',').at(-1)
  return seen?.trim().slice(0, 64) || 'unknown'
}
