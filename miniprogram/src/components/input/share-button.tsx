import { Button } from '@nutui/nutui-react-taro'
import '@nutui/nutui-react-taro/dist/es/packages/button/style/css'
import './action-button.scss'

interface ShareButtonProps {
  readonly id: string
  readonly label: string
}

/** The wallet asks for a friend, and sends the card that the page makes. */
export function ShareButton({ id, label }: ShareButtonProps) {
  return (
    <Button
      id={id}
      className='action-button action-button--main'
      type='primary'
      shape='round'
      openType='share'
    >
      {label}
    </Button>
  )
}
