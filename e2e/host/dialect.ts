/** Differences in the vendors' syntax. */
export interface Dialect {
  readonly name: 'weapp' | 'alipay'
  /** The global object with the platform's calls. */
  readonly globalName: 'wx' | 'my'
  readonly templateSuffix: string
  readonly styleSuffix: string
  /** Prefix of `for`, `if`, `key`. */
  readonly directive: string
  readonly scriptTag: { readonly tag: string; readonly name: string; readonly source: string }
  /** The event of an attribute, and whether it stops there; null for other attributes. */
  listens(attribute: string): { readonly event: string; readonly stops: boolean } | null
}

export const WEAPP: Dialect = {
  name: 'weapp',
  globalName: 'wx',
  templateSuffix: '.wxml',
  styleSuffix: '.wxss',
  directive: 'wx:',
  scriptTag: { tag: 'wxs', name: 'module', source: 'src' },
  listens(attribute) {
    const match = /^(bind|catch):?([a-z]+)$/i.exec(attribute)
    return match && { event: match[2]!, stops: match[1] === 'catch' }
  },
}

export const ALIPAY: Dialect = {
  name: 'alipay',
  globalName: 'my',
  templateSuffix: '.axml',
  styleSuffix: '.acss',
  directive: 'a:',
  scriptTag: { tag: 'import-sjs', name: 'name', source: 'from' },
  listens(attribute) {
    const match = /^(on|catch)([A-Z])(\w+)$/.exec(attribute)
    return match && { event: match[2]!.toLowerCase() + match[3]!, stops: match[1] === 'catch' }
  },
}
