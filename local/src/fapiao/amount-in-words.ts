const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿']

/** 大写金额 of a sum in fen: 9600 is `玖拾陆圆整`. */
export function amountInWords(fen: number): string {
  const [yuan, jiao, rest] = [Math.floor(fen / 100), Math.floor(fen / 10) % 10, fen % 10]
  const whole = yuan === 0 ? '' : `${yuanInWords(yuan)}圆`
  if (jiao === 0 && rest === 0) return `${whole === '' ? '零圆' : whole}整`
  const tenth = jiao > 0 ? `${DIGITS[jiao]!}角` : whole === '' ? '' : '零'
  return `${whole}${tenth}${rest > 0 ? `${DIGITS[rest]!}分` : ''}`
}

/** By groups of four digits; a gap of zeros is said once. */
function yuanInWords(yuan: number): string {
  let words = ''
  let isGap = false
  for (let place = String(yuan).length - 1; place >= 0; place--) {
    const digit = Math.floor(yuan / 10 ** place) % 10
    if (digit > 0) {
      words += `${isGap ? '零' : ''}${DIGITS[digit]!}${PLACES[place % 4]!}`
      isGap = false
    } else isGap = words !== ''
    const isGroupSaid = Math.floor(yuan / 10 ** place) % 10_000 > 0
    if (place > 0 && place % 4 === 0 && isGroupSaid) {
      words += GROUPS[place / 4]!
      isGap = false
    }
  }
  return words
}
