import type { OrderView } from '@palm/shared/api/order'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { TicketCard } from '../../../components/domain/ticket-card'
import { TicketForm } from '../../../components/domain/ticket-form'
import { Icon, type IconName } from '../../../components/layout/icon'
import { Sheet } from '../../../components/layout/sheet'
import { Notice } from '../../../components/state/notice'
import { useStores } from '../../../stores/app-stores'
import { openInvoice, openInvoiceApplication } from '../../../navigation'
import type { OrderStore } from '../../../stores/order/order-store'
import type { TicketsStore } from '../../../stores/tickets-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import type { TicketId } from '@palm/shared/ticket/ticket'
import { LessSheet } from './less-sheet'
import { RateSheet } from './rate-sheet'
import { StationPhoneSheet } from './station-phone-sheet'

interface OrderHelpProps {
  readonly order: OrderView
  readonly store: OrderStore
  readonly tickets: TicketsStore
}

type Open = 'none' | 'wrong-nozzle' | 'less-dispensed' | 'rate' | 'other' | 'phone' | TicketId

/** Requests after paying, each without a phone call. */
export const OrderHelp = observer(function OrderHelp({ order, store, tickets }: OrderHelpProps) {
  const [open, setOpen] = useState<Open>('none')
  const close = () => setOpen('none')
  if (order.paidAtMs === null) return null
  const isServed = order.status === 'confirmed'
  const send = async (kind: 'wrong-nozzle' | 'other', text: string) => {
    if (await tickets.ask({ kind, claimedFen: null, text })) close()
  }
  return (
    <View>
      <AskedHere tickets={tickets} onSayMore={setOpen} />
      <View className='card order-help'>
        {isServed && <InvoiceAction order={order} />}
        {isServed && <Action id='wrong-nozzle' icon='swap' label='枪号错了' onTap={setOpen} />}
        {isServed && <Action id='less-dispensed' icon='drop' label='没加这么多' onTap={setOpen} />}
        {isServed && (
          <Action id='rate' icon='star' label={order.rating ? '改评价' : '评价'} onTap={setOpen} />
        )}
        {!isServed && <Action id='other' icon='ask' label='反映问题' onTap={setOpen} />}
        {!isServed && <Action id='phone' icon='phone' label='联系油站' onTap={setOpen} />}
      </View>
      {isServed && (
        <View className='order-help__others'>
          <Other id='other' label='还有别的问题？告诉我们' onTap={() => setOpen('other')} />
          <Other id='help-phone' label='联系油站' onTap={() => setOpen('phone')} />
        </View>
      )}
      <Sheet
        open={open === 'wrong-nozzle' || open === 'other'}
        title={open === 'other' ? '有什么问题？' : '实际是几号枪？'}
        onClose={close}
      >
        {tickets.refusal && <Notice tone='danger' words={wordsFor(tickets.refusal)} />}
        <TicketForm
          hint='油站和客服一天内答复，答复就显示在这个订单里。'
          placeholder={open === 'other' ? '请写清楚发生了什么' : '比如：实际加的是 7 号枪 95#'}
          busy={tickets.busy}
          onSend={(text) => void send(open === 'other' ? 'other' : 'wrong-nozzle', text)}
        />
      </Sheet>
      <LessSheet open={open === 'less-dispensed'} order={order} tickets={tickets} onClose={close} />
      <RateSheet open={open === 'rate'} order={order} store={store} onClose={close} />
      <StationPhoneSheet
        open={open === 'phone'}
        stationId={order.stationId}
        servicePhone={tickets.servicePhone}
        onClose={close}
      />
      <SayMoreSheet
        ticketId={open.startsWith('ticket:') ? (open as TicketId) : null}
        tickets={tickets}
        onClose={close}
      />
    </View>
  )
})

interface AskedHereProps {
  readonly tickets: TicketsStore
  readonly onSayMore: (id: TicketId) => void
}

/** Questions about this order, with their answers. */
const AskedHere = observer(function AskedHere({ onSayMore, tickets }: AskedHereProps) {
  const { clock } = useStores()
  if (tickets.tickets.at !== 'ready') return null
  return (
    <View>
      {tickets.tickets.value.map((ticket) => (
        <TicketCard
          key={ticket.ticketId}
          ticket={ticket}
          nowMs={clock.now()}
          onOrder={null}
          onClose={() => void tickets.close(ticket.ticketId)}
          onSayMore={() => onSayMore(ticket.ticketId)}
        />
      ))}
    </View>
  )
})

interface SayMoreSheetProps {
  readonly ticketId: TicketId | null
  readonly tickets: TicketsStore
  readonly onClose: () => void
}

const SayMoreSheet = observer(function SayMoreSheet(props: SayMoreSheetProps) {
  const { onClose, ticketId, tickets } = props
  const say = async (text: string) => {
    if (ticketId && (await tickets.say(ticketId, text))) onClose()
  }
  return (
    <Sheet open={ticketId !== null} title='再说一句' onClose={onClose}>
      {tickets.refusal && <Notice tone='danger' words={wordsFor(tickets.refusal)} />}
      <TicketForm
        hint='收到后会再答复您。'
        placeholder='请写清楚还差什么'
        busy={tickets.busy}
        onSend={(text) => void say(text)}
      />
    </Sheet>
  )
})

/** 开发票, or the invoice that the order is on; nothing was paid with money otherwise. */
function InvoiceAction({ order: { invoicing, orderId } }: { readonly order: OrderView }) {
  const { invoiceId, mayApply } = invoicing
  if (invoiceId === null && !mayApply) return null
  return (
    <ActionFace
      id='order-invoice'
      icon='invoice'
      label={invoiceId === null ? '开发票' : '看发票'}
      onTap={() =>
        void (invoiceId === null ? openInvoiceApplication({ orderId }) : openInvoice(invoiceId))
      }
    />
  )
}

interface OtherProps {
  readonly id: string
  readonly label: string
  readonly onTap: () => void
}

function Other({ id, label, onTap }: OtherProps) {
  return (
    <View className='order-help__other' id={id} role='button' onClick={onTap}>
      {label}
    </View>
  )
}

interface ActionProps {
  readonly id: Extract<Open, 'wrong-nozzle' | 'less-dispensed' | 'rate' | 'other' | 'phone'>
  readonly icon: IconName
  readonly label: string
  readonly onTap: (open: Open) => void
}

const Action = ({ icon, id, label, onTap }: ActionProps) => (
  <ActionFace id={`help-${id}`} icon={icon} label={label} onTap={() => onTap(id)} />
)

interface ActionFaceProps extends OtherProps {
  readonly icon: IconName
}

function ActionFace({ icon, id, label, onTap }: ActionFaceProps) {
  return (
    <View className='order-help__action' id={id} role='button' onClick={onTap}>
      <View className='order-help__icon'>
        <Icon name={icon} />
      </View>
      <View className='order-help__label'>{label}</View>
    </View>
  )
}
