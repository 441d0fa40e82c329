/**
 * Whether a text can be a taxpayer's number 纳税人识别号: a unified social credit code of 18 letters
 * with its check digit (GB 32100-2015), the number of a resident who trades alone (18, GB 11643), or
 * an older number of 15, 17 or 20. The last three have no check digit of their own.
 */
export function isTaxpayerNumber(text: string): boolean {
  if (!/^[0-9A-Z]{15,20}$/.test(text)) return false
  if (text.length === 18) return isCreditCode(text) || isResidentNumber(text)
  return OLDER_LENGTHS.includes(text.length)
}

/** As people type or paste it: without spaces, in capitals. */
export const tidyTaxpayerNumber = (text: string): string => text.replace(/\s+/g, '').toUpperCase()

const OLDER_LENGTHS: readonly number[] = [15, 17, 20]

/** Without I, O, S, V, Z, which are mistaken for digits (GB 32100-2015, table of characters). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const MODULUS = ALPHABET.length

/** Check digit: the weighted sum of the first 17, weights 3^i mod 31, and the digit is 0 mod 31. */
function isCreditCode(code: string): boolean {
  let [sum, weight] = [0, 1]
  for (const letter of code.slice(0, -1)) {
    const value = ALPHABET.indexOf(letter)
    if (value < 0) return false
    sum += value * weight
    weight = (weight * 3) % MODULUS
  }
  return ALPHABET[(MODULUS - (sum % MODULUS)) % MODULUS] === code[code.length - 1]
}

const CHECKS = '10X98765432'

/** GB 11643-1999: weights 2^(17 - i) mod 11. */
function isResidentNumber(number: string): boolean {
  if (!/^\d{17}[0-9X]$/.test(number)) return false
  let sum = 0
  for (const digit of number.slice(0, -1)) sum = (sum + Number(digit)) * 2
  return CHECKS[sum % CHECKS.length] === number[number.length - 1]
}
