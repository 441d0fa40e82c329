import type { TicketView } from '@palm/shared/api/ticket'
import type { EpochMs } from '@palm/shared/kernel/instant'
import {
  aboutWords,
  answerByWords,
  claimWords,
  TICKET_STATE_WORDS,
  TICKET_WORDS,
} from '@palm/client/words/tickets'
import { dayAndTime } from '@palm/client/words/times'
import { View } from '@tarojs/components'
import { Tag } from '../layout/tag'
import './ticket-card.scss'

interface TicketCardProps {
  readonly ticket: TicketView
  readonly nowMs: EpochMs
  /** Opens the order; null on its own screen, which does not name it. */
  readonly onOrder: (() => void) | null
  readonly onClose: () => void
  readonly onSayMore: () => void
}

/** A question with everything that was said, and what its driver may do next. */
export function TicketCard(props: TicketCardProps) {
  const { nowMs, onClose, onOrder, onSayMore, ticket } = props
  const { answerByMs, at, kind, said } = ticket
  const claim = claimWords(ticket)
  return (
    <View className='card ticket' id={`ticket-${kind}`}>
      <View className='ticket__head'>
        <View className='ticket__kind'>{TICKET_WORDS[kind]}</View>
        <Tag text={TICKET_STATE_WORDS[at]} tone={TONES[at]} />
      </View>
      {onOrder && ticket.about && (
        <View className='ticket__order' id={`order-of-${kind}`} role='link' onClick={onOrder}>
          {aboutWords(ticket)} ›
        </View>
      )}
      {claim && <View className='ticket__about'>{claim}</View>}
      {said.map(({ atMs, by, name, text }) => (
        <View key={`${by}${atMs}`} className={`ticket__said ticket__said--${by}`}>
          <View className='ticket__by'>
            {by === 'driver' ? '您' : name} · {dayAndTime(atMs, nowMs)}
          </View>
          <View>{text}</View>
        </View>
      ))}
      {answerByMs !== null && (
        <View className='ticket__about'>{answerByWords(answerByMs, nowMs)}</View>
      )}
      {at !== 'closed' && (
        <View className='ticket__actions'>
          <View className='ticket__action' id={`say-${kind}`} role='button' onClick={onSayMore}>
            {at === 'answered' ? '没有解决，再说一句' : '补充'}
          </View>
          <View className='ticket__action' id={`close-${kind}`} role='button' onClick={onClose}>
            {at === 'answered' ? '已解决' : '不用了，关闭'}
          </View>
        </View>
      )}
    </View>
  )
}

const TONES = { asked: 'attention', answered: 'brand', closed: 'quiet' } as const
