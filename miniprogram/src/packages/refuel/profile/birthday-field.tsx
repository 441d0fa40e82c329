import { Picker, View } from '@tarojs/components'
import { dayAt, DAYS, MONTHS, placeOf } from './birthday'

const SAID = 'profile__input profile__day'

interface BirthdayFieldProps {
  /** `02-29` */
  readonly birthday: string | null
  readonly onSay: (birthday: string | null) => void
}

/** Two columns: the year is not collected. */
export function BirthdayField({ birthday, onSay }: BirthdayFieldProps) {
  return (
    <View className='profile__field profile__birthday'>
      <View className='profile__label'>生日（可不填，只用来送生日礼）</View>
      <Picker
        id='birthday'
        mode='multiSelector'
        range={[[...MONTHS], [...DAYS]]}
        value={[...placeOf(birthday)]}
        onChange={({ detail }) => onSay(dayAt(detail.value))}
      >
        <View className={birthday ? SAID : `${SAID} profile__day--unsaid`}>
          {birthday ? wordsOf(birthday) : '选月和日'}
        </View>
      </Picker>
      {birthday && (
        <View className='profile__clear' role='button' onClick={() => onSay(null)}>
          不想说了
        </View>
      )}
    </View>
  )
}

const wordsOf = (birthday: string): string => {
  const [month, day] = placeOf(birthday)
  return `${MONTHS[month]} ${DAYS[day]}`
}
