import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { PhoneLine } from '../../../components/domain/phone-line'
import { TicketCard } from '../../../components/domain/ticket-card'
import { TicketForm } from '../../../components/domain/ticket-form'
import { ActionButton } from '../../../components/input/action-button'
import { Row } from '../../../components/layout/row'
import { Sheet } from '../../../components/layout/sheet'
import { Empty } from '../../../components/state/empty'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { openOrder, openRatings } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { TicketsStore } from '../../../stores/tickets-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import type { TicketId } from '@palm/shared/ticket/ticket'
import { QUESTIONS } from './questions'
import './help.scss'

/** 客服与帮助: the phone of service, the driver's questions, and what others ask. */
export default observer(function Help() {
  const stores = useStores()
  const [tickets] = useState(() => new TicketsStore(stores, null))
  useDidShow(() => void tickets.load())
  const { servicePhone } = tickets
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，暂时看不到答复。' />
      {servicePhone && (
        <View className='card'>
          <PhoneLine
            id='call-service'
            label='客服电话'
            hours={servicePhone.hours}
            phone={servicePhone.phone}
            onCall={stores.wallet.dial}
          />
        </View>
      )}
      <View className='help__title'>常见问题</View>
      <Faqs />
      <View className='help__title'>我的问题</View>
      <Mine tickets={tickets} />
      <View className='card help__ratings'>
        <Row id='ratings' label='我的评价' value='' onTap={() => void openRatings()} />
      </View>
    </View>
  )
})

function Faqs() {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <View className='card help__faqs'>
      {QUESTIONS.map(({ answer, id, question }) => (
        <View key={id} className='help__faq'>
          <View
            className='help__question'
            id={`faq-${id}`}
            role='button'
            aria-expanded={open === id}
            onClick={() => setOpen(open === id ? null : id)}
          >
            <View className='help__words'>{question}</View>
            <View className='help__mark'>{open === id ? '−' : '＋'}</View>
          </View>
          {open === id && <View className='help__answer'>{answer}</View>}
        </View>
      ))}
    </View>
  )
}

const Mine = observer(function Mine({ tickets }: { readonly tickets: TicketsStore }) {
  const [writing, setWriting] = useState<Writing>('none')
  return (
    <View>
      <Asked tickets={tickets} onSayMore={setWriting} />
      {tickets.nextBeforeMs !== null && (
        <ActionButton
          id='older'
          kind='plain'
          label='看更早的问题'
          onTap={() => void tickets.loadMore()}
        />
      )}
      <ActionButton
        id='new-ticket'
        kind='plain'
        label='提交问题或建议'
        onTap={() => setWriting('new')}
      />
      <WriteSheet tickets={tickets} writing={writing} onClose={() => setWriting('none')} />
    </View>
  )
})

/** Nothing, a new question, or one more word about a known one. */
type Writing = 'none' | 'new' | TicketId

interface AskedProps {
  readonly tickets: TicketsStore
  readonly onSayMore: (ticketId: TicketId) => void
}

const Asked = observer(function Asked({ onSayMore, tickets }: AskedProps) {
  const { clock } = useStores()
  return (
    <WhenLoaded
      loaded={tickets.tickets}
      skeleton={[3]}
      onRetry={() => void tickets.load()}
      isCard
      isEmpty={(value) => value.length === 0}
      empty={
        <View className='card'>
          <Empty title='还没有提过问题' hint='关于某一笔订单的，在订单里提更快' />
        </View>
      }
    >
      {(value) =>
        value.map((ticket) => (
          <TicketCard
            key={ticket.ticketId}
            ticket={ticket}
            nowMs={clock.now()}
            onOrder={() => ticket.about && void openOrder(ticket.about.orderId)}
            onClose={() => void tickets.close(ticket.ticketId)}
            onSayMore={() => onSayMore(ticket.ticketId)}
          />
        ))
      }
    </WhenLoaded>
  )
})

interface WriteSheetProps {
  readonly tickets: TicketsStore
  readonly writing: Writing
  readonly onClose: () => void
}

const WriteSheet = observer(function WriteSheet({ onClose, tickets, writing }: WriteSheetProps) {
  const send = async (text: string) => {
    if (writing === 'none') return
    const question = { kind: 'other', claimedFen: null, text } as const
    const isSent = await (writing === 'new' ? tickets.ask(question) : tickets.say(writing, text))
    if (isSent) onClose()
  }
  return (
    <Sheet
      open={writing !== 'none'}
      title={writing === 'new' ? '问题与反馈' : '再说一句'}
      onClose={onClose}
    >
      {tickets.refusal && <Notice tone='danger' words={wordsFor(tickets.refusal)} />}
      <TicketForm
        hint='一天内答复，答复就显示在这一页。'
        placeholder='请写清楚时间、油站和发生了什么'
        busy={tickets.busy}
        onSend={(text) => void send(text)}
      />
    </Sheet>
  )
})
