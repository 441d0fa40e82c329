import type { Vehicle } from '@palm/shared/member/vehicle'
import { GRADE_IDS, GRADES } from '@palm/shared/station/grade'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Sheet } from '../../../components/layout/sheet'
import { useStores } from '../../../stores/app-stores'
import {
  type DraftFlaw,
  draftOf,
  flawOf,
  type VehicleDraft,
  vehicleOf,
  withFirst,
  withoutVehicle,
  withVehicle,
} from './vehicle-draft'

interface VehicleSheetProps {
  readonly vehicles: readonly Vehicle[]
  readonly at: number
  readonly onClose: () => void
}

/** One vehicle, new or known. */
export const VehicleSheet = observer(function VehicleSheet(props: VehicleSheetProps) {
  const { at, onClose, vehicles } = props
  const { member } = useStores()
  const known = vehicles[at] ?? null
  const [draft, setDraft] = useState(() => draftOf(known))
  const flaw = flawOf(draft, withoutVehicle(vehicles, at))
  const save = async (next: readonly Vehicle[]) => {
    if (await member.saveVehicles(next)) onClose()
  }
  return (
    <Sheet open title={known ? '修改车辆' : '添加车辆'} onClose={onClose}>
      <Fields draft={draft} flaw={flaw} onChange={setDraft} />
      <ActionButton
        id='save-vehicle'
        label='保存'
        disabled={flaw !== null}
        loading={member.saving}
        onTap={() => void save(withVehicle(vehicles, at, vehicleOf(draft)))}
      />
      {known && at > 0 && (
        <View className='vehicle__second'>
          <ActionButton
            id='use-first'
            kind='plain'
            label='设为常用'
            onTap={() => void save(withFirst(vehicles, at))}
          />
        </View>
      )}
      {known && (
        <View className='vehicle__second'>
          <ActionButton
            id='remove-vehicle'
            kind='danger'
            label='删除这辆车'
            onTap={() => void save(withoutVehicle(vehicles, at))}
          />
        </View>
      )}
    </Sheet>
  )
})

interface FieldsProps {
  readonly draft: VehicleDraft
  readonly flaw: DraftFlaw | null
  readonly onChange: (draft: VehicleDraft) => void
}

function Fields({ draft, flaw, onChange }: FieldsProps) {
  const { gradeId, plate, tank } = draft
  return (
    <View>
      <View className='vehicle__label'>车牌</View>
      <Input
        id='vehicle-plate'
        className='vehicle__input'
        value={plate}
        placeholder='比如：京A·12345，新能源 8 位'
        maxlength={12}
        onInput={({ detail }) => onChange({ ...draft, plate: detail.value })}
      />
      <Flaw words={flaw && FLAW_WORDS[flaw].plate} />
      <View className='vehicle__label'>常加油号</View>
      <View className='vehicle__grades' role='radiogroup'>
        {GRADE_IDS.map((id) => (
          <View
            key={id}
            id={`vehicle-${id}`}
            className={id === gradeId ? 'vehicle__grade vehicle__grade--chosen' : 'vehicle__grade'}
            role='radio'
            aria-checked={id === gradeId}
            onClick={() => onChange({ ...draft, gradeId: id === gradeId ? null : id })}
          >
            {GRADES[id].name}
          </View>
        ))}
      </View>
      <View className='vehicle__label'>油箱容量（升），说明书或油箱盖上有</View>
      <Input
        id='vehicle-tank'
        className='vehicle__input'
        type='number'
        value={tank}
        placeholder='比如：50'
        maxlength={4}
        onInput={({ detail }) => onChange({ ...draft, tank: detail.value.trim() })}
      />
      <Flaw words={flaw && FLAW_WORDS[flaw].tank} />
    </View>
  )
}

const Flaw = ({ words }: { readonly words: string | null }) =>
  words ? (
    <View className='vehicle__flaw' role='alert'>
      {words}
    </View>
  ) : null

const FLAW_WORDS: Readonly<
  Record<DraftFlaw, { readonly plate: string | null; readonly tank: string | null }>
> = {
  plate: { plate: '车牌格式不对，请检查', tank: null },
  'plate-twice': { plate: '这个车牌已经添加过', tank: null },
  tank: { plate: null, tank: '油箱容量在 5 到 1500 升之间' },
  nothing: { plate: null, tank: null },
}
