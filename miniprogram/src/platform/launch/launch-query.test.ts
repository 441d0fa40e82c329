import { scannedIn } from './launch-query'

const LINK = 'https://pay.example.com/p/BJ0001-03'

test.each([
  ['an ordinary link in WeChat', { q: encodeURIComponent(LINK), scancode_time: '1' }, LINK],
  ['a mini-program code in WeChat', { scene: 'BJ0001-03' }, 'BJ0001-03'],
  ['an encoded mini-program code', { scene: 'BJ0001%2D03' }, 'BJ0001-03'],
  ['a link in Alipay', { qrCode: LINK }, LINK],
  ['an encoded link in Alipay', { qrCode: encodeURIComponent(LINK) }, LINK],
  ['a stray percent sign', { q: '100%' }, '100%'],
  ['an empty parameter', { q: '' }, null],
  ['no code at all', {}, null],
  ['something else', { from: 'share' }, null],
])('%s', (_, query, scanned) => {
  expect(scannedIn(query)).toBe(scanned)
})
