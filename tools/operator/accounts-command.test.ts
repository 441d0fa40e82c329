import { runAccountsCommand } from './accounts-command'
import type { OfficeCall } from './staff-command'

const MEMBER = 'member:0123456789abcdef7k2m'

/** An office that answers every call alike, and records the calls. */
function office(answer: object = { ok: true, reply: {}, requestId: 'r' }) {
  const asked: unknown[] = []
  const call = (async (action: string, request: object) => {
    asked.push([action, request])
    return answer
  }) as unknown as OfficeCall
  return { asked, call }
}

test.each<[string[], unknown]>([
  [
    ['freeze', MEMBER],
    ['console.freezeAccount', { memberId: MEMBER, reason: 'lost-phone' }],
  ],
  [
    ['freeze', MEMBER, 'court-order'],
    ['console.freezeAccount', { memberId: MEMBER, reason: 'court-order' }],
  ],
  [
    ['unfreeze', MEMBER],
    ['console.unfreezeAccount', { memberId: MEMBER }],
  ],
  [
    ['remove-password', MEMBER],
    ['console.removePassword', { memberId: MEMBER }],
  ],
])('%j calls the office', async (args, expected) => {
  const { asked, call } = office()
  expect((await runAccountsCommand(call, args)).code).toBe(0)
  expect(asked).toEqual([expected])
})

test.each([[[]], [['freeze']], [['freeze', MEMBER, 'bored']], [['thaw', MEMBER]]])(
  '%j prints the usage',
  async (args) => {
    const { asked, call } = office()
    expect((await runAccountsCommand(call, args)).code).toBe(2)
    expect(asked).toEqual([])
  },
)

test('a refusal is an error', async () => {
  const { call } = office({ ok: false, refusal: { code: 'member/unknown' }, requestId: 'r' })
  const { code, lines } = await runAccountsCommand(call, ['unfreeze', MEMBER])
  expect([code, lines[0]]).toEqual([1, expect.stringContaining('member/unknown')])
})
