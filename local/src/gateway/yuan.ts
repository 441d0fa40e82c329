/** `177.20` for 17720 fen, exact. */
export function toYuan(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** 17720 for `177.20`, `177.2` or `177`; null for anything other than an amount in whole fen. */
export function parseYuan(text: string): number | null {
  const [, yuan, fen = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  return yuan === undefined ? null : Number(yuan) * 100 + Number(fen.padEnd(2, '0'))
}
