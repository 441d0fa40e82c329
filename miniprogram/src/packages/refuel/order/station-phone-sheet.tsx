import type { StationView } from '@palm/shared/api/station'
import type { ServicePhoneView } from '@palm/shared/api/ticket'
import type { StationId } from '@palm/shared/station/station'
import { type Loaded, LOADING, reloaded } from '@palm/client/loading/loaded'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { PhoneLine } from '../../../components/domain/phone-line'
import { Sheet } from '../../../components/layout/sheet'
import { WhenLoaded } from '../../../components/state/when-loaded'
import { useStores } from '../../../stores/app-stores'

interface StationPhoneSheetProps {
  readonly open: boolean
  readonly stationId: StationId
  readonly servicePhone: ServicePhoneView | null
  readonly onClose: () => void
}

/** The phone of the station, read when it is wanted; service where it has none. */
export function StationPhoneSheet(props: StationPhoneSheetProps) {
  const { onClose, open, servicePhone, stationId } = props
  const { api, wallet } = useStores()
  const [station, setStation] = useState<Loaded<StationView>>(LOADING)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (!open) return
    void api.call('station.get', { stationId }).then((answer) => {
      const read = answer.ok ? ({ ok: true, value: answer.value.station } as const) : answer
      setStation((before) => reloaded(before, read))
    })
  }, [api, open, stationId, tries])
  return (
    <Sheet open={open} title='联系油站' onClose={onClose}>
      <WhenLoaded loaded={station} skeleton={[2]} onRetry={() => setTries(tries + 1)}>
        {({ name, openingHours, phone }) => (
          <View>
            {phone === '' ? (
              <View className='order-actions__words'>这个油站没有留电话。</View>
            ) : (
              <PhoneLine
                id='call-station'
                label={name}
                hours={openingHours}
                phone={phone}
                onCall={wallet.dial}
              />
            )}
            {servicePhone && (
              <PhoneLine
                id='call-service'
                label='客服'
                hours={servicePhone.hours}
                phone={servicePhone.phone}
                onCall={wallet.dial}
              />
            )}
          </View>
        )}
      </WhenLoaded>
    </Sheet>
  )
}
