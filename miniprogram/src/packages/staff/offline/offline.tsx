import type { DutyView } from '@palm/shared/api/staff'
import { formatYuan } from '@palm/shared/kernel/fen'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Empty } from '../../../components/state/empty'
import { Notice } from '../../../components/state/notice'
import { OfflineBar } from '../../../components/state/offline-bar'
import { goBack } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { type OfflineField, OfflineCheckStore } from './offline-check-store'
import { subjectOf } from '../../../stores/staff/verify-subject'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import './offline.scss'

export default observer(function Offline() {
  const { staff } = useStores()
  if (staff.duty) return <OfflineScreen duty={staff.duty} />
  const { next, what } = wordsFor({ code: 'staff/not-on-duty' })
  return (
    <View className='page'>
      <Empty title={what} hint={next}>
        <ActionButton id='back' kind='small' label='回到列表' onTap={() => void goBack()} />
      </Empty>
    </View>
  )
})

const FIELDS: readonly {
  readonly field: OfflineField
  readonly label: string
  readonly hint: string
  readonly type: 'number' | 'digit' | 'text'
  readonly length: number
}[] = [
  { field: 'nozzle', label: '枪号', hint: '比如 3', type: 'number', length: 3 },
  { field: 'amount', label: '金额（元）', hint: '比如 200', type: 'digit', length: 8 },
  { field: 'tail', label: '订单尾号', hint: '比如 7K2M', type: 'text', length: 4 },
  { field: 'digits', label: '六位口令', hint: '比如 418073', type: 'number', length: 6 },
]

const OfflineScreen = observer(function OfflineScreen({ duty }: { readonly duty: DutyView }) {
  const stores = useStores()
  const [store] = useState(
    () => new OfflineCheckStore(stores, duty, stores.queue.waiting.map(subjectOf)),
  )
  const { accepted, canCheck, refusal, typed } = store
  return (
    <View className='page'>
      <OfflineBar online={stores.network.online} words='没有网络，照着司机的屏幕输入就能核对。' />
      <View className='card'>
        {FIELDS.map(({ field, hint, label, length, type }) => (
          <View key={field} className='offline__field'>
            <View className='offline__label'>{label}</View>
            <Input
              id={field}
              className='offline__input'
              type={type}
              value={typed[field]}
              maxlength={length}
              placeholder={hint}
              onInput={({ detail }) => store.type(field, detail.value)}
            />
          </View>
        ))}
      </View>
      {refusal && <Notice id='refusal' tone='danger' words={wordsFor(refusal)} />}
      {accepted && (
        <Notice
          id='accepted'
          words={{
            what: `✓ 口令是真的：${accepted.nozzleNumber} 号枪 ${formatYuan(accepted.amountFen)}`,
            next: '可以加油。联网后在列表里点这一笔确认，不用再问口令。',
          }}
        />
      )}
      <BottomBar>
        <ActionButton id='check' label='核对' disabled={!canCheck} onTap={store.check} />
      </BottomBar>
    </View>
  )
})
