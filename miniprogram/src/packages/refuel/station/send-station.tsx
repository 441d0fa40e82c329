import type { StationId } from '@palm/shared/station/station'
import { Button, View } from '@tarojs/components'
import { Icon } from '../../../components/layout/icon'
import { copyText } from '../../../copy-text'
import { stationAddress } from '../../../navigation'
import { useSignedPath } from '../../../share-card'
import { useStores } from '../../../stores/app-stores'

/** A card if the wallet has cards, otherwise the link. */
export function SendStation({ stationId }: { readonly stationId: StationId }) {
  const { copy, shareLink } = useStores()
  const signed = useSignedPath()
  const face = (
    <>
      <Icon name='share' />
      <View>分享</View>
    </>
  )
  if (!shareLink) {
    return (
      <Button className='station-page__action station-page__send' id='send' openType='share'>
        {face}
      </Button>
    )
  }
  const link = shareLink(signed(stationAddress(stationId)))
  return (
    <View
      className='station-page__action'
      id='send'
      role='button'
      onClick={() => void copyText(copy, link)}
    >
      {face}
    </View>
  )
}
