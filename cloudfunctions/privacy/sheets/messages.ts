import { fen } from '@palm/shared/kernel/fen'
import type { MessageFacts } from '@palm/shared/message/facts'
import type { Message } from '@palm/shared/message/message'
import { topicOf } from '@palm/shared/message/facts'
import type { Topic } from '@palm/shared/message/topic'
import { type Cell, type Sheet, time, yuan } from '../../flows/sheets/cell'

/** Messages, newest first: their facts, which hold neither names nor plates. */
export const messageSheet = (messages: readonly Message[]): Sheet => ({
  name: '消息',
  headings: ['时间', '类别', '关于', '金额（元）', '是否发到微信或支付宝'],
  rows: messages.map(({ atMs, facts, sending }) => [
    time(atMs),
    topicWords(topicOf(facts)),
    aboutOf(facts),
    amountOf(facts),
    sending.at === 'sent' ? '已发' : '没有发',
  ]),
})

/** Consents are listed by the same words. */
export const topicWords = (topic: Topic): string => TOPICS[topic] ?? topic

const TOPICS: Readonly<Partial<Record<string, string>>> = {
  waiting: '待加油',
  done: '加油完成',
  refund: '退款',
  recharge: '充值',
  expiry: '到期提醒',
  contract: '合约',
}

const aboutOf = (facts: MessageFacts): string =>
  ['stationName', 'title']
    .map((field) => (facts as unknown as Readonly<Record<string, unknown>>)[field])
    .filter((value) => typeof value === 'string')
    .join(' ')

const amountOf = (facts: MessageFacts): Cell => {
  if ('paidFen' in facts) return yuan(facts.paidFen)
  return 'amountFen' in facts ? yuan(fen(facts.amountFen)) : ''
}
