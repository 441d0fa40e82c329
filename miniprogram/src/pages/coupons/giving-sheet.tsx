import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { ActionButton } from '../../components/input/action-button'
import { ShareButton } from '../../components/input/share-button'
import { Sheet } from '../../components/layout/sheet'
import { copyText } from '../../copy-text'
import { giftAddress } from '../../navigation'
import { useSignedPath } from '../../share-card'
import { useStores } from '../../stores/app-stores'
import type { GivingStore, OfferedCoupon } from './giving-store'

/** Sends an offered coupon, or withdraws the offer. */
export const GivingSheet = observer(function GivingSheet({ giving }: { giving: GivingStore }) {
  const { busy, offered } = giving
  return (
    <Sheet open={offered !== null} title='转赠给朋友' onClose={giving.putAway}>
      {offered && (
        <View>
          <View className='coupons__giving'>
            {offered.title}。第一位收下的朋友得到它；24 小时没人收，就还是您的。
          </View>
          <Send offered={offered} />
          <View className='coupons__second'>
            <ActionButton
              id='take-back'
              kind='plain'
              label='取消转赠'
              loading={busy === offered.couponId}
              onTap={() => void giving.takeBack(offered)}
            />
          </View>
        </View>
      )}
    </Sheet>
  )
})

/** A card if the wallet has cards, otherwise a link to copy. */
function Send({ offered: { transferId } }: { readonly offered: OfferedCoupon }) {
  const { copy, shareLink } = useStores()
  const signed = useSignedPath()
  if (!shareLink) return <ShareButton id='send' label='发给朋友' />
  const link = shareLink(signed(giftAddress(transferId)))
  return (
    <View>
      <View className='coupons__link' id='gift-link'>
        {link}
      </View>
      <ActionButton id='send' label='复制链接' onTap={() => void copyText(copy, link)} />
    </View>
  )
}
