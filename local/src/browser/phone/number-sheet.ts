import type { PhoneSetup } from '../../wallet/wallet-call'
import { element } from '../element'
import { openOverlay } from './overlay'

/**
 * The wallet's question whether the mini-program may have the phone number. Its owner may choose another
 * number, as in WeChat; here by typing it. Resolves with null if they refuse.
 */
export function askForNumber({ phoneNumber = '', wallet }: PhoneSetup): Promise<string | null> {
  return new Promise((resolve) => {
    const input = element('input', {
      ...{ class: 'number', inputmode: 'numeric', maxlength: '11', value: phoneNumber },
      ...{ 'aria-label': '手机号', 'data-testid': 'wallet-number' },
    })
    const end = (number: string | null) => {
      overlay.close()
      resolve(number)
    }
    const allow = button('wallet-allow', '允许', 'confirm')
    const refuse = button('wallet-refuse', '不允许', 'cancel')
    allow.addEventListener('click', () => end((input as HTMLInputElement).value))
    refuse.addEventListener('click', () => end(null))
    const sheet = element(
      'div',
      {
        ...{ class: 'sheet', role: 'dialog', 'aria-label': '手机号', tabindex: '-1' },
        'data-testid': 'wallet-phone-number',
      },
      element('p', { class: 'wallet' }, '小程序申请获取您的手机号'),
      element('p', { class: 'payee' }, '可以换成另一个号码'),
      input,
      allow,
      refuse,
    )
    const overlay = openOverlay(element('div', { class: `shade ${wallet}` }, sheet), () =>
      end(null),
    )
  })
}

const button = (testId: string, text: string, className: string) =>
  element('button', { type: 'button', 'data-testid': testId, class: className }, text)
