import { anOrder, aSale } from '@palm/client/testing/builders'
import { aContractView } from '@palm/client/testing/contracts'
import { aCouponView } from '@palm/client/testing/coupons'
import { anOwnStation } from '@palm/client/testing/home'
import { NOON } from '@palm/client/testing/phone'
import { aTicket } from '@palm/client/testing/tickets'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { StatusTag } from '../../../components/domain/contract-status-tag'
import { CouponCard } from '../../../components/domain/coupon-card'
import { LocationCard } from '../../../components/domain/location-card'
import { NozzlePicker } from '../../../components/domain/nozzle-picker'
import { NozzleTile } from '../../../components/domain/nozzle-tile'
import { OrderCard } from '../../../components/domain/order-card'
import { OwnPriceLine } from '../../../components/domain/own-price-line'
import { PhoneLine } from '../../../components/domain/phone-line'
import { TicketCard } from '../../../components/domain/ticket-card'
import { TicketForm } from '../../../components/domain/ticket-form'
import { WorthCard } from '../../../components/domain/worth-card'
import { ActionButton } from '../../../components/input/action-button'
import { LONG_NAME, nothing, Sample, Side } from './sample'

/** More than a driver has, so that a long list is seen. */
const COUPONS = 40

export const DomainSamples = () => (
  <View>
    <Sample of='order-card'>
      {(['unpaid', 'paid', 'confirmed', 'refunded', 'closed'] as const).map((status) => (
        <OrderCard key={status} order={anOrder({ status })} nowMs={NOON} onTap={nothing} />
      ))}
      <OrderCard order={anOrder({ stationName: LONG_NAME })} nowMs={NOON} onTap={nothing} />
    </Sample>
    <Sample of='nozzle-tile'>
      <Side>
        <NozzleTile number={3} />
        <NozzleTile number={12} pale />
      </Side>
    </Sample>
    <PickerSample />
    <Sample of='own-price-line'>
      <View className='card'>
        {anOwnStation().prices.map((price) => (
          <OwnPriceLine key={price.gradeId} price={price} />
        ))}
      </View>
    </Sample>
    <Sample of='phone-line'>
      <View className='card'>
        <PhoneLine
          id='sample-call'
          label='客服'
          hours='每天 8:00–22:00'
          phone='400 800 1234'
          onCall={nothing}
        />
      </View>
    </Sample>
    <Sample of='location-card'>
      <LocationCard onAnswer={nothing} onPolicy={nothing} />
    </Sample>
    <Sample of='contract-status-tag'>
      <StatusTag contract={aContractView()} />
    </Sample>
    <TicketSamples />
    <CouponSamples />
  </View>
)

function PickerSample() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <Sample of='nozzle-picker'>
      <ActionButton id='open-picker' kind='small' label='打开' onTap={() => setOpen(true)} />
      <NozzlePicker
        open={open}
        nozzles={aSale().nozzles}
        chosen={null}
        onPick={close}
        onClose={close}
      />
    </Sample>
  )
}

const TicketSamples = () => (
  <View>
    <Sample of='ticket-card'>
      {(['asked', 'answered', 'closed'] as const).map((at) => (
        <TicketCard
          key={at}
          ticket={aTicket({ at, answerByMs: at === 'asked' ? NOON : null })}
          nowMs={NOON}
          onOrder={nothing}
          onClose={nothing}
          onSayMore={nothing}
        />
      ))}
    </Sample>
    <Sample of='ticket-form'>
      <TicketForm
        hint='请写清楚发生了什么'
        placeholder='比如：加油机没有出油'
        busy={false}
        onSend={nothing}
      />
    </Sample>
  </View>
)

const CouponSamples = () => (
  <View>
    <Sample of='worth-card'>
      {(['saving', 'brand', 'attention'] as const).map((tone) => (
        <WorthCard
          key={tone}
          tone={tone}
          worth='¥20'
          from='满 ¥200'
          title='92# 汽油券'
          lines={['今天起 7 天']}
        >
          <ActionButton kind='small' label='领取' onTap={nothing} />
        </WorthCard>
      ))}
      <WorthCard
        tone='brand'
        worth='¥99,999'
        from=''
        title={LONG_NAME}
        lines={[LONG_NAME]}
        isOver
      />
    </Sample>
    <Sample of='coupon-card'>
      {Array.from({ length: COUPONS }, (_, index) => (
        <CouponCard
          key={index}
          rules={aCouponView()}
          hint='2026-12-31 前有效'
          near={index === 0 ? '最近的站 1.2 km' : null}
        />
      ))}
    </Sample>
  </View>
)
