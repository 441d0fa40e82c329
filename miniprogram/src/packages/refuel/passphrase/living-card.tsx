import { SLOT_MS } from '@palm/shared/passphrase/passphrase'
import { Image, View } from '@tarojs/components'
import { memo } from 'react'
import { ColourChip } from '../../../components/figure/colour-chip'
import { Ring } from '../../../components/figure/ring'
import type { LivingPassphrase } from './passphrase-store'
import { qrCode } from './qr-code'

interface LivingCardProps {
  readonly living: LivingPassphrase
  readonly remainderMs: number
  readonly tail: string
}

/** The part that the attendant looks at: legible from outside the car. */
export function LivingCard({ living, remainderMs, tail }: LivingCardProps) {
  const { colour, digits, shownCode, words } = living
  return (
    <View className='living'>
      <View className='living__digits' id='digits'>
        <View>{digits.slice(0, 3)}</View>
        <View className='living__second'>{digits.slice(3)}</View>
      </View>
      <View className='living__words' id='words'>
        {words.join(' · ')}
      </View>
      <View className='living__row'>
        <ColourChip colour={colour} />
        <View className='living__slot'>
          <Ring fraction={remainderMs / SLOT_MS} />
          <View className='living__left'>{Math.ceil(remainderMs / 1000)} 秒后换新，截图无效</View>
        </View>
      </View>
      <View className='living__rule' />
      <ShownCode text={shownCode} />
      <View className='living__tail'>订单尾号 {tail} · 没有网络也能核对</View>
    </View>
  )
}

/** An attribute that only a browser knows. */
const IN_A_BROWSER = { alt: '付款口令的二维码' }

/** Drawn twice a minute, not every second. */
const ShownCode = memo(function ShownCode({ text }: { readonly text: string }) {
  return (
    <Image className='living__code' id='shown-code' src={qrCode(text)} nativeProps={IN_A_BROWSER} />
  )
})
