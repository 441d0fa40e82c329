import { observer } from 'mobx-react-lite'
import { Suggestion } from '../../components/state/suggestion'
import { openProfile } from '../../navigation'
import { useStores } from '../../stores/app-stores'

/** Asked once, and never before a payment. */
export const FirstVisit = observer(function FirstVisit() {
  const { member } = useStores()
  if (!member.isNew) return null
  return (
    <Suggestion
      id='profile'
      words='您常加几号油？填一下，首页先看到它的价格。'
      label='去设置'
      onFollow={() => void openProfile()}
      onSkip={member.skipProfile}
    />
  )
})
