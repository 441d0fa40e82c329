import { View } from '@tarojs/components'

interface BannerProps {
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly action: string
  readonly onTap: () => void
}

/** A pending task, shown before everything else. */
export function Banner({ action, hint, id, onTap, title }: BannerProps) {
  return (
    <View className='card banner' id={id} role='button' onClick={onTap}>
      <View className='banner__words'>
        <View className='banner__title'>{title}</View>
        <View className='banner__hint'>{hint}</View>
      </View>
      <View className='banner__action'>{action} ›</View>
    </View>
  )
}
