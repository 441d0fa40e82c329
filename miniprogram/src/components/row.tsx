import { View } from '@tarojs/components'
import { Icon } from './icon'
import './row.scss'

interface RowProps {
  readonly id: string
  readonly label: string
  readonly value: string
  /** Where it leads; without, it only tells. */
  readonly onTap?: () => void
}

/** A line of a card that leads somewhere, or tells one thing. */
export function Row({ id, label, onTap, value }: RowProps) {
  return (
    <View className='row' id={id} {...(onTap ? { role: 'link', onClick: onTap } : {})}>
      <View className='row__label'>{label}</View>
      <View className='row__value'>{value}</View>
      {onTap && <Icon name='next' />}
    </View>
  )
}
