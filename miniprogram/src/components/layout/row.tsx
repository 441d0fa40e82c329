import { View } from '@tarojs/components'
import { Icon } from './icon'
import './row.scss'

interface RowProps {
  readonly id: string
  readonly label: string
  readonly value: string
  /** Opens another screen; without it the row is informative only. */
  readonly onTap?: () => void
}

/** A line of a card that opens a screen or shows one value. */
export function Row({ id, label, onTap, value }: RowProps) {
  return (
    <View
      className={onTap ? 'row row--opens' : 'row'}
      id={id}
      {...(onTap ? { role: 'link', onClick: onTap } : {})}
    >
      <View className='row__label'>{label}</View>
      {value !== '' && <View className='row__value'>{value}</View>}
      {onTap && <Icon name='next' />}
    </View>
  )
}
