import type { MiniPage } from '../host/mini-page'
import type { ViewElement } from '../host/render'
import type { WalletServer } from './wallet-server'

/** The wallets' own buttons, which ask for the phone number before the page hears of a tap. */
export const isNumberButton = ({ attributes }: ViewElement): boolean =>
  attributes['open-type'] === 'getPhoneNumber' || attributes['open-type'] === 'getAuthorize'

/** @param number null: its owner refuses */
export async function pressNumberButton(
  page: MiniPage,
  button: ViewElement,
  server: WalletServer,
  number: string | null,
): Promise<void> {
  if (button.attributes['open-type'] === 'getPhoneNumber') {
    return page.dispatch(button, 'getphonenumber', await wechatDetail(server, number))
  }
  if (button.attributes['scope'] !== 'phoneNumber') throw new Error('it asks for something else')
  return page.dispatch(button, number === null ? 'error' : 'getAuthorize', {})
}

async function wechatDetail(server: WalletServer, number: string | null): Promise<object> {
  if (number === null) return { errMsg: 'getPhoneNumber:fail user deny' }
  const shared = await server.shareNumber(number)
  if (!shared.ok) return { errMsg: 'getPhoneNumber:fail', errno: shared.errno }
  return { errMsg: 'getPhoneNumber:ok', code: shared.code }
}
