import { Button } from '@nutui/nutui-react-taro'
import '@nutui/nutui-react-taro/dist/es/packages/button/style/css'
import '../../../components/input/action-button.scss'
import { ActionButton } from '../../../components/input/action-button'
import type { PhoneAnswer, PhoneButton as WalletButton } from '../../../platform/ports'

interface PhoneButtonProps {
  readonly button: WalletButton
  readonly label: string
  readonly kind: 'main' | 'plain'
  readonly loading: boolean
  readonly onAnswer: (answer: PhoneAnswer) => void
}

/** Event of the wallets' buttons, which Taro passes on as it comes. */
interface ButtonEvent {
  readonly detail?: { readonly code?: string; readonly errno?: number; readonly errMsg?: string }
}

/** 绑定手机号 by the wallet's own button: only it may ask for the number. */
export function PhoneButton({ button, kind, label, loading, onAnswer }: PhoneButtonProps) {
  const hear = (detail: ButtonEvent['detail'] | null) =>
    void button.answer(detail ?? null).then(onAnswer)
  if (button.openType === null) {
    return (
      <ActionButton
        id='bind-phone'
        kind={kind}
        label={label}
        loading={loading}
        onTap={() => hear(null)}
      />
    )
  }
  const asked =
    button.openType === 'getPhoneNumber'
      ? { onGetPhoneNumber: ({ detail }: ButtonEvent) => hear(detail) }
      : { scope: 'phoneNumber' as const, onGetAuthorize: () => hear(null), onError: () => hear({}) }
  return (
    <Button
      id='bind-phone'
      className={`action-button action-button--${kind}`}
      type={kind === 'main' ? 'primary' : 'default'}
      shape='round'
      loading={loading}
      openType={button.openType}
      {...asked}
    >
      {label}
    </Button>
  )
}
