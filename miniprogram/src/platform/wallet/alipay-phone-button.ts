import type { PhoneAnswer, PhoneButton } from '../ports'
import type { HostMy } from './wallet-host'

/** The button of `open-type="getAuthorize"`, and the envelope that Alipay gives after it. */
export function alipayPhoneButton(my: HostMy): PhoneButton {
  const play = my.playPhoneButton
  if (!play) {
    // A refusal comes as the button's error, without an event of its own.
    return {
      openType: 'getAuthorize',
      answer: (detail) => (detail ? Promise.resolve('denied') : numberOf(my)),
    }
  }
  return {
    openType: null,
    answer: () =>
      new Promise((resolve) =>
        play((isAllowed) => void (isAllowed ? numberOf(my).then(resolve) : resolve('denied'))),
      ),
  }
}

const numberOf = (my: HostMy): Promise<PhoneAnswer> =>
  new Promise((resolve) => {
    if (!my.getPhoneNumber) return resolve('unavailable')
    my.getPhoneNumber({
      success: ({ response }) => resolve(proofIn(response)),
      fail: () => resolve('unavailable'),
    })
  })

/** The envelope as the base library passes it on; the server opens it. */
function proofIn(envelope: string): PhoneAnswer {
  try {
    const { response, sign } = JSON.parse(envelope) as { response?: unknown; sign?: unknown }
    return typeof response === 'string' && typeof sign === 'string'
      ? { wallet: 'alipay', response, sign }
      : 'unavailable'
  } catch {
    return 'unavailable'
  }
}
