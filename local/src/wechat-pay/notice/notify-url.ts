import { isLoopback } from '../../gateway/merchant-post'

/**
 * A complete https address without a query (pay.weixin.qq.com/doc/v3/merchant/4012075420);
 * `loopback` allows plain http to this machine.
 */
export function isNotifyUrl(url: string, loopback: boolean): boolean {
  if (!URL.canParse(url) || /[?#\s]/.test(url)) return false
  const { pathname, protocol } = new URL(url)
  if (pathname === '/') return false // the domain alone is not accepted
  return protocol === 'https:' || (loopback && protocol === 'http:' && isLoopback(url))
}
