import { Button } from '@tarojs/components'
import './action-button.scss'

interface ActionButtonProps {
  readonly label: string
  readonly onTap: () => void
  /**
   * `main` is the single main action of a screen; `plain` a secondary one; `small` inside a card.
   */
  readonly kind?: 'main' | 'plain' | 'small' | 'danger'
  readonly disabled?: boolean
  readonly loading?: boolean
  readonly id?: string
}

export function ActionButton(props: ActionButtonProps) {
  const { disabled = false, id = '', kind = 'main', label, loading = false, onTap } = props
  const isOff = disabled || loading
  return (
    <Button
      id={id}
      className={buttonClass(kind, { disabled, loading })}
      aria-disabled={isOff}
      onClick={() => {
        if (!isOff) onTap()
      }}
    >
      {label}
    </Button>
  )
}

interface ButtonState {
  readonly disabled?: boolean
  readonly loading?: boolean
}

/** For buttons that the wallet itself answers, too. */
export const buttonClass = (
  kind: string,
  { disabled = false, loading = false }: ButtonState = {},
): string =>
  [
    'button action-button',
    `action-button--${kind}`,
    disabled || loading ? 'action-button--off' : '',
    loading ? 'action-button--loading' : '',
  ]
    .filter(Boolean)
    .join(' ')
