import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { openProfile } from '../../navigation'
import { useStores } from '../../stores/app-stores'

/** Asked once, and never before a payment. */
export const FirstVisit = observer(function FirstVisit() {
  const { member } = useStores()
  if (!member.isNew) return null
  return (
    <View className='card first-visit' id='first-visit'>
      <View>您常加几号油？填一下，首页先看到它的价格。</View>
      <View className='first-visit__links'>
        <View className='first-visit__link' role='button' onClick={() => void openProfile()}>
          去设置
        </View>
        <View
          className='first-visit__link first-visit__link--quiet'
          id='skip-profile'
          role='button'
          onClick={member.skipProfile}
        >
          暂不
        </View>
      </View>
    </View>
  )
})
