import type { Fen } from '@palm/shared/kernel/fen'
import { yuanParts } from '@palm/shared/kernel/fen'
import { Text, View } from '@tarojs/components'
import './money.scss'

interface MoneyProps {
  readonly amount: Fen
  readonly size: 'medium' | 'large' | 'hero'
  readonly id?: string
}

/** `¥200.00`, the fen smaller than the yuan. */
export function Money({ amount, size, id = '' }: MoneyProps) {
  const { cents, sign, yuan } = yuanParts(amount)
  return (
    <View className={`money money--${size}`} id={id}>
      <Text className='money__sign'>{sign}¥</Text>
      <Text className='money__yuan'>{yuan}</Text>
      <Text className='money__cents'>.{cents}</Text>
    </View>
  )
}
