import { isFromHere } from './loopback'

test.each([
  ['a program on this machine', { host: '127.0.0.1:4000' }, true],
  ['a page of the stack', { host: 'localhost:4000', origin: 'http://localhost:4000' }, true],
  ['no host', {}, false],
  ['a name that was made to point here', { host: 'evil.example:4000' }, false],
  ['a page elsewhere', { host: 'localhost:4000', origin: 'https://evil.example' }, false],
  ['a page without an origin of its own', { host: 'localhost:4000', origin: 'null' }, false],
  ['a name that begins like ours', { host: 'localhost.evil.example' }, false],
])('%s is let in or not', (_, headers, isLetIn) => {
  expect(isFromHere(headers)).toBe(isLetIn)
})
