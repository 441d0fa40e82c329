import { TICKET_TEXT_MAX } from '@palm/shared/ticket/ticket'
import { Input, View } from '@tarojs/components'
import { useState } from 'react'
import { ActionButton } from '../input/action-button'
import './ticket-form.scss'

interface TicketFormProps {
  /** Instruction above the field. */
  readonly hint: string
  readonly placeholder: string
  readonly busy: boolean
  readonly onSend: (text: string) => void
}

/** A question in the driver's own words. */
export function TicketForm({ busy, hint, onSend, placeholder }: TicketFormProps) {
  const [text, setText] = useState('')
  const said = text.trim()
  return (
    <View>
      <View className='ticket-form__hint'>{hint}</View>
      <Input
        id='ticket-text'
        className='ticket-form__text'
        value={text}
        maxlength={TICKET_TEXT_MAX}
        placeholder={placeholder}
        onInput={({ detail }) => setText(detail.value)}
      />
      <ActionButton
        id='send-ticket'
        label='提交'
        disabled={said === ''}
        loading={busy}
        onTap={() => onSend(said)}
      />
    </View>
  )
}
