import { isNotifyUrl } from './notify-url'

test.each([
  ['a complete https address', 'https://merchant.example/notify', true],
  ['plain http to this machine', 'http://127.0.0.1:4000/notify', true],
  ['plain http to anywhere else', 'http://merchant.example/notify', false],
  ['plain http to a name that begins like ours', 'http://localhost.evil.example/notify', false],
  ['a query', 'https://merchant.example/notify?x=1', false],
  ['the domain alone', 'https://merchant.example/', false],
  ['no address', 'notify', false],
])('%s is notified or not', (_, url, isTaken) => {
  expect(isNotifyUrl(url, true)).toBe(isTaken)
})

test('plain http is not notified unless loopback is allowed', () => {
  expect(isNotifyUrl('http://127.0.0.1:4000/notify', false)).toBe(false)
})
