import { TITLE_KIND_WORDS } from '@palm/client/words/invoice'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { type CompanyTitle, type InvoiceTitle, TITLE_LENGTHS } from '@palm/shared/invoice/title'
import { Input, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Choices } from '../../../components/input/choices'
import { Notice } from '../../../components/state/notice'
import type { TitlesStore } from './titles-store'

const KINDS = [
  { value: 'company', label: TITLE_KIND_WORDS.company },
  { value: 'personal', label: TITLE_KIND_WORDS.personal },
] as const

type Typed = Omit<CompanyTitle, 'id' | 'kind'>

const NOTHING: Typed = {
  name: '',
  taxNumber: '',
  address: '',
  phone: '',
  bankName: '',
  bankAccount: '',
}

interface TitleFormProps {
  readonly store: TitlesStore
  /** Null for another one. */
  readonly title: InvoiceTitle | null
  readonly onDone: () => void
}

export const TitleForm = observer(function TitleForm({ onDone, store, title }: TitleFormProps) {
  const [id] = useState(() => title?.id ?? store.newId())
  const [kind, setKind] = useState<InvoiceTitle['kind']>(title?.kind ?? 'company')
  const [typed, setTyped] = useState<Typed>(
    title === null ? NOTHING : title.kind === 'company' ? title : { ...NOTHING, name: title.name },
  )
  const say = (changes: Partial<Typed>) => setTyped({ ...typed, ...changes })
  const save = async (isDefault: boolean) => {
    const { name } = typed
    const next: InvoiceTitle = kind === 'personal' ? { kind, id, name } : { ...typed, kind, id }
    if (await store.save(next, isDefault)) onDone()
  }
  const isReady = typed.name.trim() !== '' && (kind === 'personal' || typed.taxNumber !== '')
  const defaultId = store.titles.at === 'ready' ? store.titles.value.defaultId : null
  // The first title becomes the default one by itself.
  const isDefault = defaultId === null || defaultId === id
  return (
    <View className='title-form'>
      <Choices name='kind' choices={KINDS} chosen={kind} onChoose={setKind} />
      <Field
        id='title-name'
        label={kind === 'company' ? '企业名称' : '姓名'}
        text={typed.name}
        hint={kind === 'company' ? '和营业执照上一样' : '写在发票上的名字'}
        max={TITLE_LENGTHS.name}
        onType={(name) => say({ name })}
      />
      {kind === 'company' && <CompanyFields typed={typed} onSay={say} />}
      {store.refusal && <Notice tone='danger' words={wordsFor(store.refusal)} />}
      <ActionButton
        id='save-title'
        label='保存'
        disabled={!isReady}
        loading={store.busy}
        onTap={() => void save(false)}
      />
      {!isDefault && (
        <ActionButton
          id='save-default'
          kind='plain'
          label='保存，设为默认'
          disabled={!isReady || store.busy}
          onTap={() => void save(true)}
        />
      )}
      {title !== null && <RemoveButton store={store} titleId={id} onDone={onDone} />}
    </View>
  )
})

interface RemoveButtonProps {
  readonly store: TitlesStore
  readonly titleId: InvoiceTitle['id']
  readonly onDone: () => void
}

const RemoveButton = observer(function RemoveButton(props: RemoveButtonProps) {
  const { onDone, store, titleId } = props
  const remove = async () => {
    if (await store.remove(titleId)) onDone()
  }
  return (
    <ActionButton
      id='remove-title'
      kind='danger'
      label='删除这个抬头'
      disabled={store.busy}
      onTap={() => void remove()}
    />
  )
})

function CompanyFields({ onSay, typed }: MoreFieldsProps) {
  const [more, setMore] = useState(hasMore(typed))
  return (
    <View>
      <Field
        id='title-tax-number'
        label='税号'
        text={typed.taxNumber}
        hint='统一社会信用代码，18 位'
        max={40}
        onType={(taxNumber) => onSay({ taxNumber })}
      />
      {more ? (
        <MoreFields typed={typed} onSay={onSay} />
      ) : (
        <View
          className='title-form__more'
          id='title-more'
          role='button'
          onClick={() => setMore(true)}
        >
          还要写地址、电话、开户行（可不填）
        </View>
      )}
    </View>
  )
}

const hasMore = ({ address, bankAccount, bankName, phone }: Typed) =>
  [address, phone, bankName, bankAccount].some((text) => text !== '')

interface MoreFieldsProps {
  readonly typed: Typed
  readonly onSay: (changes: Partial<Typed>) => void
}

const MORE = [
  ['address', '地址（可不填）', '注册地址'],
  ['phone', '电话（可不填）', '公司电话'],
  ['bankName', '开户银行（可不填）', '比如：工商银行朝阳支行'],
  ['bankAccount', '银行账号（可不填）', '公司账号'],
] as const

function MoreFields({ onSay, typed }: MoreFieldsProps) {
  return (
    <View>
      {MORE.map(([name, label, hint]) => (
        <Field
          key={name}
          id={`title-${name}`}
          label={label}
          text={typed[name]}
          hint={hint}
          max={TITLE_LENGTHS[name]}
          onType={(text) => onSay({ [name]: text })}
        />
      ))}
    </View>
  )
}

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly hint: string
  readonly max: number
  readonly onType: (text: string) => void
}

function Field({ hint, id, label, max, onType, text }: FieldProps) {
  return (
    <View className='title-form__field'>
      <View className='title-form__label'>{label}</View>
      <Input
        id={id}
        className='title-form__input'
        value={text}
        placeholder={hint}
        maxlength={max}
        onInput={({ detail }) => onType(detail.value)}
      />
    </View>
  )
}
