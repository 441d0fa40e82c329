import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Toggle } from '../../../components/input/toggle'
import { Row } from '../../../components/layout/row'
import { openData, openHelp, openLeaving, openPolicy, openSafety } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import './settings.scss'

/** Set by the build. */
declare const APP_VERSION: string

/** 设置: what the app may use, its texts, and its version. */
export default observer(function Settings() {
  const { location } = useStores()
  const isAllowed = location.answer === 'agreed'
  return (
    <View className='page'>
      <View className='settings__title'>隐私</View>
      <View className='card settings__rows'>
        <View
          className='settings__switch'
          id='use-location'
          role='switch'
          aria-checked={isAllowed}
          onClick={() => {
            location.give(isAllowed ? 'declined' : 'agreed')
            // The wallet asks here, where the driver has just said yes.
            void location.locate()
          }}
        >
          <View className='settings__words'>
            <View>使用位置信息</View>
            <View className='settings__hint'>
              {isAllowed ? '只用来按距离排列油站，不保存' : '没有使用。油站按价格排列'}
            </View>
          </View>
          <Toggle on={isAllowed} />
        </View>
        <Row
          id='my-data'
          label='我的信息副本'
          value='取一份您的全部信息'
          onTap={() => void openData()}
        />
        <Row id='privacy' label='隐私政策' value='' onTap={() => void openPolicy('privacy')} />
      </View>
      <View className='settings__title'>账户</View>
      <View className='card settings__rows'>
        <Row
          id='safety'
          label='账户安全'
          value='支付密码、限额、挂失'
          onTap={() => void openSafety()}
        />
        <Row id='help' label='客服与帮助' value='' onTap={() => void openHelp()} />
        <Row id='leave' label='注销账户' value='' onTap={() => void openLeaving()} />
      </View>
      <View className='settings__title'>关于</View>
      <View className='card settings__rows'>
        <Row id='terms' label='用户协议' value='' onTap={() => void openPolicy('terms')} />
        <Row
          id='licences'
          label='开源软件许可'
          value=''
          onTap={() => void openPolicy('licences')}
        />
        <Row id='version' label='版本' value={APP_VERSION} />
      </View>
    </View>
  )
})
