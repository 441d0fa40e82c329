import { aCompanyTitle, aPersonalTitle, aTitleBook } from '../testing/builders/invoices'
import { refused, valueOf } from '../testing/results'
import { isTaxpayerNumber, tidyTaxpayerNumber } from './taxpayer'
import { removeTitle, saveTitle, TITLES_MAX } from './title'

test.each([
  ['a unified code', '91350100M000100Y43', true],
  ['another unified code', '91310000132222692E', true],
  ['a unified code with a wrong check digit', '91350100M000100Y44', false],
  ['two digits exchanged', '91530100M000100Y43', false],
  ['a letter that no code has', '91350100I000100Y43', false],
  ['a resident who trades alone', '11010519491231002X', true],
  ['a resident’s number with a wrong check digit', '110105194912310021', false],
  ['an older number of 15', '110108777100233', true],
  ['an older number of 20', '11010519491231002X00', true],
  ['16', '1101087771002331', false],
  ['14', '11010877710023', false],
  ['21', '110105194912310021000', false],
  ['small letters', '91350100m000100y43', false],
  ['nothing', '', false],
])('%s: %s', (_, number, isOne) => {
  expect(isTaxpayerNumber(number)).toBe(isOne)
})

test('a number may be pasted with spaces and small letters', () => {
  expect(tidyTaxpayerNumber(' 9135 0100m000100y43 ')).toBe('91350100M000100Y43')
})

test('every single wrong digit of a unified code is noticed', () => {
  const code = '91350100M000100Y43'
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  for (let place = 0; place < code.length; place++) {
    for (const letter of letters) {
      const other = code.slice(0, place) + letter + code.slice(place + 1)
      // Eighteen digits alone may by chance be a resident's number.
      if (letter !== code[place] && /[A-Z]/.test(other.slice(0, 17))) {
        expect([other, isTaxpayerNumber(other)]).toEqual([other, false])
      }
    }
  }
})

test('the first title becomes the default one, a later one only if asked', () => {
  const first = valueOf(saveTitle(aTitleBook(), aPersonalTitle(), false))
  expect(first.defaultId).toBe(aPersonalTitle().id)
  const second = valueOf(saveTitle(first, aCompanyTitle(), false))
  expect(second.defaultId).toBe(aPersonalTitle().id)
  expect(valueOf(saveTitle(second, aCompanyTitle(), true)).defaultId).toBe(aCompanyTitle().id)
})

test('a title is tidied, and replaced under its id', () => {
  const book = valueOf(saveTitle(aTitleBook(), aCompanyTitle(), true))
  const typed = aCompanyTitle({ name: ' 新名 ', taxNumber: '9135 0100m000100y43' })
  expect(valueOf(saveTitle(book, typed, false)).titles).toEqual([aCompanyTitle({ name: '新名' })])
})

test('a personal title keeps a name and nothing else', () => {
  const typed = { ...aPersonalTitle(), taxNumber: '11010519491231002X' }
  expect(valueOf(saveTitle(aTitleBook(), typed, false)).titles).toEqual([aPersonalTitle()])
})

test('a wrong number and too many titles are refused', () => {
  expect(saveTitle(aTitleBook(), aCompanyTitle({ taxNumber: '1' }), false)).toEqual(
    refused('title/tax-number-wrong'),
  )
  const titles = Array.from({ length: TITLES_MAX }, (_, n) => ({
    ...aPersonalTitle(),
    id: `invoice-title:${n}` as const,
  }))
  expect(saveTitle(aTitleBook({ titles }), aPersonalTitle(), false)).toMatchObject(
    refused('title/too-many'),
  )
})

test('the oldest follows a removed default title; an unknown one changes nothing', () => {
  const book = aTitleBook({
    titles: [aPersonalTitle(), aCompanyTitle()],
    defaultId: aCompanyTitle().id,
  })
  expect(removeTitle(book, aCompanyTitle().id)).toMatchObject({ defaultId: aPersonalTitle().id })
  expect(removeTitle(book, 'invoice-title:none')).toBe(book)
  expect(removeTitle(aTitleBook({ titles: [aPersonalTitle()] }), aPersonalTitle().id)).toEqual(
    aTitleBook(),
  )
})
