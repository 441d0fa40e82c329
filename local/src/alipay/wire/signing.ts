import type { KeyObject } from 'node:crypto'
import { verifyRsa } from '../../gateway/rsa'

export type Parameters = Readonly<Record<string, string>>

/** `a=1&b=2`, sorted by name, not encoded; without the names in `without` (common/02kf5q). */
export function signString(parameters: Parameters, without: readonly string[]): string {
  return Object.entries(parameters)
    .filter(([name]) => !without.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/**
 * Requests sign every parameter except `sign`. Some clients sign empty values, some omit them, and
 * the real gateway accepts both.
 */
export function isSignedRequest(parameters: Parameters, key: KeyObject): boolean {
  const { sign = '' } = parameters
  return [parameters, withoutEmpty(parameters)].some((told) =>
    verifyRsa(key, signString(told, ['sign']), sign),
  )
}

export const withoutEmpty = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''))
