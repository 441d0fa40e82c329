import { observer } from 'mobx-react-lite'
import { openStaffQueue } from '../../navigation'
import { useStores } from '../../stores/app-stores'
import { Banner } from './banner'

/** Entry for staff. */
export const StaffBanner = observer(function StaffBanner() {
  const { member } = useStores().member
  if (member.at !== 'ready' || member.value.staffName === null) return null
  return (
    <Banner
      id='staff-desk'
      title='加油员工作台'
      hint={`${member.value.staffName}，辛苦了`}
      action='进入'
      onTap={() => void openStaffQueue()}
    />
  )
})
