import { isFromHere } from './loopback'

test.each([
  ['a program on this machine', { host: '127.0.0.1:4000' }, true],
  ['a page of the stack', { host: 'localhost:4000', origin: 'http://localhost:4000' }, true],
  ['no host', {}, false],
  ['a host name that resolves to this address', { host: 'evil.example:4000' }, false],
  ['a page of another site', { host: 'localhost:4000', origin: 'https://evil.example' }, false],
  ['a page without origin', { host: 'localhost:4000', origin: 'null' }, false],
  ['a host name that begins like ours', { host: 'localhost.evil.example' }, false],
])('%s is admitted or not', (_, headers, isLetIn) => {
  expect(isFromHere(headers)).toBe(isLetIn)
})
