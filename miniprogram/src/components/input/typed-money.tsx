import { Text, View } from '@tarojs/components'
import './typed-money.scss'

interface TypedMoneyProps {
  /** As typed: `12.` is shown unchanged, an empty text as zero. */
  readonly text: string
  readonly typing: boolean
  readonly id: string
}

/** An amount while it is typed, in the size of the amount to pay. */
export function TypedMoney({ id, text, typing }: TypedMoneyProps) {
  const [yuan = '', cents] = (text || (typing ? '' : '0')).split('.')
  const shownCents = typing ? cents : (cents ?? '').padEnd(2, '0')
  return (
    <View className={text ? 'typed-money' : 'typed-money typed-money--empty'} id={id}>
      <Text className='typed-money__small'>¥</Text>
      <Text className='typed-money__yuan'>{grouped(yuan)}</Text>
      {shownCents !== undefined && <Text className='typed-money__small'>.{shownCents}</Text>}
      {typing && <View className='typed-money__caret' />}
    </View>
  )
}

const grouped = (yuan: string) => yuan.replace(/\B(?=(\d{3})+$)/g, ',')
