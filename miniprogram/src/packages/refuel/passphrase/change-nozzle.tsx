import type { NozzleView } from '@palm/shared/api/station'
import type { NozzleId, StationId } from '@palm/shared/station/station'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { NozzlePicker } from '../../../components/domain/nozzle-picker'
import { useStores } from '../../../stores/app-stores'
import type { OrderStore } from '../../../stores/order/order-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import type { AnyRefusal } from '@palm/client/api/api-client'

interface ChangeNozzleProps {
  readonly order: OrderStore
  readonly stationId: StationId
}

/** Corrects the nozzle without a phone call; the payment stays valid. */
export const ChangeNozzle = observer(function ChangeNozzle({
  order,
  stationId,
}: ChangeNozzleProps) {
  const { api } = useStores()
  const [nozzles, setNozzles] = useState<readonly NozzleView[] | null>(null)
  const [unread, setUnread] = useState<AnyRefusal | null>(null)
  const refusal = unread ?? order.refusal
  const open = async () => {
    const answer = await api.call('station.get', { stationId })
    setUnread(answer.ok ? null : answer.refusal)
    setNozzles(answer.ok ? answer.value.nozzles : null)
  }
  const pick = (nozzleId: NozzleId) => {
    setNozzles(null)
    void order.changeNozzle(nozzleId)
  }
  return (
    <View className='passphrase__change'>
      {refusal && (
        <View className='passphrase__said' role='alert' id='refusal'>
          {wordsFor(refusal).what},{wordsFor(refusal).next}
        </View>
      )}
      <View className='passphrase__link' id='change-nozzle' role='button' onClick={open}>
        枪号错了？修改
      </View>
      <NozzlePicker
        open={nozzles !== null}
        nozzles={nozzles ?? []}
        chosen={order.order?.nozzleId ?? null}
        onPick={pick}
        onClose={() => setNozzles(null)}
      />
    </View>
  )
})
