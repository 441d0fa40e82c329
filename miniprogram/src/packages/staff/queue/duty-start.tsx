import type { StaffView } from '@palm/shared/api/staff'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Empty } from '../../../components/state/empty'
import { Notice } from '../../../components/state/notice'
import { useStores } from '../../../stores/app-stores'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { ApprovalsList } from './approvals-list'

/** Before the duty: choice of the station. */
export const DutyStart = observer(function DutyStart({ me }: { readonly me: StaffView }) {
  const { staff } = useStores()
  const { name, stations } = me
  const [chosen, setChosen] = useState(stations[0]?.stationId ?? null)
  if (chosen === null) return <Empty title='您还没有油站' hint='请站长把您加到一个油站' />
  return (
    <View>
      <ApprovalsList />
      <View className='duty-start__hello'>{name}，您在哪个站上班？</View>
      {stations.map(({ name: stationName, stationId }) => (
        <View
          key={stationId}
          id={`at-${stationId.slice('station:'.length)}`}
          className={
            stationId === chosen
              ? 'card duty-start__station duty-start__station--chosen'
              : 'card duty-start__station'
          }
          role='radio'
          aria-checked={stationId === chosen}
          onClick={() => setChosen(stationId)}
        >
          {stationName}
        </View>
      ))}
      {staff.refusal && <Notice id='refusal' tone='danger' words={wordsFor(staff.refusal)} />}
      <BottomBar>
        <ActionButton
          id='start-duty'
          label='上班'
          loading={staff.busy}
          onTap={() => void staff.startDuty(chosen)}
        />
      </BottomBar>
    </View>
  )
})
