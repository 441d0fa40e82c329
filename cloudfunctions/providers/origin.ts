/**
 * Payment requests go only to the provider's own hosts. On a developer's machine the emulators
 * listen on loopback, which is accepted nowhere else.
 */
export function providerOrigin(
  url: string,
  official: readonly string[],
  onLocalStack: boolean,
): URL {
  const parsed = new URL(url)
  const loopback = parsed.protocol === 'http:' && parsed.hostname === '127.0.0.1'
  if (official.includes(parsed.origin) || (loopback && onLocalStack)) return parsed
  throw new Error(`not a host of the payment provider: ${parsed.origin}`)
}
