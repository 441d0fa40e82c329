import type { PhoneMessage } from '../../wallet/phone-message'

export interface LaunchOptions {
  readonly query: Readonly<Record<string, string>>
}

/** How the mini-program was opened, and opened again. */
export interface Launch {
  readonly options: LaunchOptions
  onShow(listener: (options: LaunchOptions) => void): void
}

/**
 * Cold starts come in the phone's address, as `?q=` or `?qrCode=`, or as a page with its parameters; warm
 * ones come from the page with the phones.
 */
export function createLaunch(wallet: 'wechat' | 'alipay'): Launch {
  const listeners = new Set<(options: LaunchOptions) => void>()
  const show = (query: LaunchOptions['query']) => {
    for (const listener of listeners) listener({ query })
  }
  window.addEventListener('message', ({ data, origin }: MessageEvent<PhoneMessage>) => {
    if (origin !== location.origin) return
    if (data.kind === 'scan') {
      show(wallet === 'wechat' ? asWechat({ q: data.link }) : { qrCode: data.link })
    }
    if (data.kind === 'open') {
      show(queryOf(data.address))
      location.hash = `/${data.address}`
    }
  })
  const parameters = {
    ...queryOf(location.hash),
    ...Object.fromEntries(new URLSearchParams(location.search)),
  }
  return {
    options: { query: wallet === 'wechat' ? asWechat(parameters) : parameters },
    onShow(listener) {
      listeners.add(listener)
    },
  }
}

/** Parameters of a page's address, which are part of how the app was opened. */
const queryOf = (address: string): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(address.split('?')[1] ?? ''))

/** WeChat passes `q` and `scene` encoded, and marks scanned links. */
function asWechat(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const encoded = Object.entries(query).map(([name, value]) => [
    name,
    name === 'q' || name === 'scene' ? encodeURIComponent(value) : value,
  ])
  const scannedAt = 'q' in query ? { scancode_time: String(Math.floor(Date.now() / 1000)) } : {}
  return { ...Object.fromEntries(encoded), ...scannedAt }
}
