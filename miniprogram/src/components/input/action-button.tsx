import { Button } from '@nutui/nutui-react-taro'
import '@nutui/nutui-react-taro/dist/es/packages/button/style/css'
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
  return (
    <Button
      id={id}
      className={`action-button action-button--${kind}`}
      type={kind === 'main' ? 'primary' : 'default'}
      shape='round'
      disabled={disabled}
      loading={loading}
      onClick={onTap}
    >
      {label}
    </Button>
  )
}
