import { Button } from '@tarojs/components'
import { ActionButton, buttonClass } from '../../../components/input/action-button'
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
      className={buttonClass(kind, { loading })}
      openType={button.openType}
      {...asked}
    >
      {label}
    </Button>
  )
}
