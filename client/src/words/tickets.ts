import type { TicketView } from '@palm/shared/api/ticket'
import { formatYuan } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { TicketKind } from '@palm/shared/ticket/ticket'
import { dayAndTime } from './times'

export const TICKET_WORDS: Readonly<Record<TicketKind, string>> = {
  'wrong-nozzle': '枪号错了',
  'less-dispensed': '没加这么多',
  other: '问题与反馈',
}

/** State of a question, in the few words of a tag. */
export const TICKET_STATE_WORDS: Readonly<Record<TicketView['at'], string>> = {
  asked: '等待答复',
  answered: '已答复',
  closed: '已结束',
}

/** Until when somebody answers. */
export const answerByWords = (answerByMs: EpochMs, nowMs: EpochMs): string =>
  nowMs < answerByMs
    ? `最晚 ${dayAndTime(answerByMs, nowMs)} 前答复`
    : '已经超过答复时间，客服正在催办'

/** `朝阳北路加油站 3 号枪 · 尾号 7K2M`; empty for a question about no order. */
export const aboutWords = ({ about }: TicketView): string =>
  about ? `${about.stationName} ${about.nozzleNumber} 号枪 · 尾号 ${about.tail}` : ''

export const claimWords = ({ claimedFen }: TicketView): string | null =>
  claimedFen === null ? null : `您说实际加了 ${formatYuan(claimedFen)}`
