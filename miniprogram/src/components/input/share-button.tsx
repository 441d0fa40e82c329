import { Button } from '@tarojs/components'
import { buttonClass } from './action-button'

interface ShareButtonProps {
  readonly id: string
  readonly label: string
}

/** The wallet asks for a friend, and sends the card that the page makes. */
export function ShareButton({ id, label }: ShareButtonProps) {
  return (
    <Button id={id} className={buttonClass('main')} openType='share'>
      {label}
    </Button>
  )
}
