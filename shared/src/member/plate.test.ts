import { isPlate, plateOf, shownPlate } from './plate'

test.each([
  '京A12345',
  '粤BD12345',
  '沪AF12345',
  '京A12345D',
  '京A0006警',
  '京A1234学',
  '冀B1234挂',
  '粤ZA123港',
  '粤Z1234澳',
  '沪A0023领',
  '224578使',
  '使014578',
  'WJ京12345',
  'WJ京1234X',
  'WJ12345',
  'VA12345',
])('%s is a plate', (text) => {
  expect(isPlate(text)).toBe(true)
})

test.each([
  ['', 'nothing'],
  ['A12345', 'no province'],
  ['沪A1234', 'a sign less'],
  ['京A1234567', 'signs more'],
  ['京A1234I', 'a letter that no plate has'],
  ['京O12345', 'a city that no plate has'],
  ['京AO2345', 'a letter that no plate has'],
  ['京AL12345', 'no class of new energy'],
  ['京a12345', 'small letters'],
  ['京ZA123港', 'another province than 粤'],
  ['国A12345', 'no province'],
  ['京A1234警学', 'two kinds at once'],
])('%s is not a plate: %s', (text) => {
  expect(isPlate(text)).toBe(false)
})

test('a typed plate is stored in one form, and shown as it is painted', () => {
  expect(plateOf(' 京a·123 45')).toBe('京A12345')
  expect(shownPlate('京A12345')).toBe('京A·12345')
  expect(shownPlate('WJ京12345')).toBe('WJ京12345')
})
