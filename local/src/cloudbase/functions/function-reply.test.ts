import { replyOf } from './function-reply'

test.each([
  ['an invalid status', { statusCode: 99_999 }],
  ['half a status', { statusCode: 200.5 }],
  ['a header without a name', { statusCode: 200, headers: { '': 'x' } }],
  ['a header of two lines', { statusCode: 200, headers: { a: 'x\r\nb: y' } }],
  ['a header that is a list', { statusCode: 200, headers: { a: ['x'] } }],
])('%s cannot be sent', (_, result) => {
  expect(replyOf(result)).toBeNull()
})

test('a function cannot set the length or encoding of its reply', () => {
  const headers = { 'Content-Length': '1', 'transfer-encoding': 'chunked', 'x-own': 1 }
  expect(replyOf({ statusCode: 200, headers, body: 'long' })).toEqual({
    status: 200,
    headers: { 'x-own': '1' },
    body: Buffer.from('long'),
  })
})
