import { epochMs } from '../../kernel/instant'
import { fen } from '../../kernel/fen'
import type { MessageFacts } from '../../message/facts'
import type { DueMessage, Message } from '../../message/message'
import { NOON } from './builders'

export const aWaitingFact = (): MessageFacts => ({
  kind: 'order-waiting',
  orderId: 'order:0123456789abcdef7k2m',
  stationName: '朝阳北路加油站',
  gradeName: '92#',
  nozzleNumber: 3,
  paidFen: fen(20_000),
})

/** Due to be sent through WeChat, at `NOON`. */
export const aMessage = (changes: Partial<Message> = {}): DueMessage =>
  ({
    id: 'message:order-waiting-0123456789abcdef7k2m',
    memberId: 'member:0000000000000000zhan',
    facts: aWaitingFact(),
    atMs: NOON,
    arrivedAtMs: NOON,
    sending: { at: 'due', wallet: 'wechat', dueAtMs: epochMs(NOON), tries: 0 },
    ...changes,
  }) as DueMessage
