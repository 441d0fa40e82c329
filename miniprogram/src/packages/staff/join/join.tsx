import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { showStaffQueue } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import './join.scss'

const CODE = /^[0-9A-Z]{12}$/

/** A member becomes staff with the code from their employer. */
export default observer(function Join() {
  const { network, staff } = useStores()
  const [code, setCode] = useState('')
  const join = async () => {
    if (await staff.join(code)) await showStaffQueue()
  }
  return (
    <View className='page'>
      <OfflineBar online={network.online} words='没有网络，暂时不能加入。' />
      <View className='card'>
        <View className='join__label'>站长给您的 12 位邀请码</View>
        <Input
          id='code'
          className='join__code'
          value={code}
          maxlength={12}
          placeholder='比如 7K2M9QXA3FHT'
          onInput={({ detail }) => setCode(detail.value.toUpperCase())}
        />
        <View className='join__hint'>邀请码只能用一次，过期了请站长再发一个。</View>
      </View>
      {staff.refusal && <Notice id='refusal' tone='danger' words={wordsFor(staff.refusal)} />}
      <BottomBar>
        <ActionButton
          id='join'
          label='加入'
          disabled={!CODE.test(code)}
          loading={staff.busy}
          onTap={() => void join()}
        />
      </BottomBar>
    </View>
  )
})
