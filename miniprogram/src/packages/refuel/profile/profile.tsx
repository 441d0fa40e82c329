import { isPlate, plateOf } from '@palm/shared/member/plate'
import { GRADE_IDS, GRADES, type GradeId } from '@palm/shared/station/grade'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Notice } from '../../../components/state/notice'
import { goBack } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import { BirthdayField } from './birthday-field'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import './profile.scss'

/** All fields are optional: paying needs none of them. */
export default observer(function Profile() {
  const { member } = useStores()
  const [nickname, setNickname] = useState(member.profile?.nickname ?? '')
  const [gradeId, setGradeId] = useState<GradeId | null>(member.profile?.usualGradeId ?? null)
  const [plate, setPlate] = useState(member.profile?.plate ?? '')
  const [birthday, setBirthday] = useState(member.profile?.birthday ?? null)
  const plateIsOdd = plate !== '' && !isPlate(plate)
  const save = async () => {
    const saved = await member.saveProfile({
      nickname: nickname.trim(),
      usualGradeId: gradeId,
      plate: plate === '' ? null : plate,
      birthday,
    })
    if (saved) await goBack()
  }
  return (
    <View className='page'>
      <View className='card'>
        <Field
          id='nickname'
          label='怎么称呼您（可不填）'
          text={nickname}
          hint='比如：张师傅'
          onType={setNickname}
        />
        <Field
          id='plate'
          label='车牌（可不填）'
          text={plate}
          hint='比如：京A12345'
          onType={(text) => setPlate(plateOf(text))}
        />
        {plateIsOdd && <View className='profile__odd'>车牌格式不对，请检查。</View>}
        <GradePicker chosen={gradeId} onChoose={setGradeId} />
        <BirthdayField birthday={birthday} onSay={setBirthday} />
      </View>
      {member.refusal && <Notice tone='danger' words={wordsFor(member.refusal)} />}
      <BottomBar>
        <View className='profile__actions'>
          <View className='profile__skip'>
            <ActionButton id='skip' kind='plain' label='以后再说' onTap={() => void goBack()} />
          </View>
          <View className='profile__save'>
            <ActionButton
              id='save'
              label='保存'
              disabled={plateIsOdd}
              loading={member.saving}
              onTap={() => void save()}
            />
          </View>
        </View>
      </BottomBar>
    </View>
  )
})

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly hint: string
  readonly onType: (text: string) => void
}

function Field({ hint, id, label, onType, text }: FieldProps) {
  return (
    <View className='profile__field'>
      <View className='profile__label'>{label}</View>
      <Input
        id={id}
        className='profile__input'
        value={text}
        placeholder={hint}
        maxlength={20}
        onInput={({ detail }) => onType(detail.value)}
      />
    </View>
  )
}

interface GradePickerProps {
  readonly chosen: GradeId | null
  readonly onChoose: (gradeId: GradeId | null) => void
}

/** A second tap clears the choice. */
function GradePicker({ chosen, onChoose }: GradePickerProps) {
  return (
    <View className='profile__field'>
      <View className='profile__label'>常加油号（可不选）</View>
      <View className='profile__grades'>
        {GRADE_IDS.map((id) => (
          <View
            key={id}
            id={`grade-${id}`}
            className={id === chosen ? 'profile__grade profile__grade--chosen' : 'profile__grade'}
            role='radio'
            aria-checked={id === chosen}
            onClick={() => onChoose(id === chosen ? null : id)}
          >
            {GRADES[id].name}
          </View>
        ))}
      </View>
    </View>
  )
}
