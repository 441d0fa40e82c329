import { agentIdFor } from '../order/entry/agent-code'
import type { Bringing, Came } from '../order/entry/channel'
import { NOON } from '../testing/builders/builders'
import { reportedCame } from './came'

const A = agentIdFor('AGENTA')
const agent = (agentId: string): Bringing => ({ kind: 'agent-code', agentId })

describe('a phone’s report', () => {
  const touch = { channel: agent(A), atMs: NOON }
  const whole: Came = { by: { kind: 'nozzle-code' }, touches: { first: touch, last: touch } }
  test.each<[string, unknown, Came | null | undefined]>([
    ['a whole one', whole, whole],
    ['none', undefined, undefined],
    ['an unknown channel', { ...whole, by: { kind: 'moon' } }, null],
    ['a made-up agent', { by: agent('AGENTA'), touches: null }, null],
    ['garbage', 'agent', null],
    ['a member with a wrong id', { by: { kind: 'share', memberId: 'x' }, touches: null }, null],
  ])('%s', (_, report, read) => {
    expect(reportedCame.parse(report)).toEqual(read)
  })
})
