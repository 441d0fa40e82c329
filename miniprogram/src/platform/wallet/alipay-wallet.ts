import { assert } from '@palm/shared/kernel/assert'
import type { WalletOutcome } from '@palm/client/ports'
import { alipayPhoneButton } from './alipay-phone-button'
import type { Wallet } from '../ports'
import type { HostMy } from './wallet-host'

/**
 * Wallet over `my`, on a phone and in a phone of the local stack alike. Functions are
 * reached over HTTP, at `<apiOrigin>/api/<function>`. A missing API counts as refused by the
 * driver; a call that cannot be made rejects.
 */
export function alipayWallet(my: HostMy, apiOrigin: string): Wallet {
  return {
    provider: 'alipay',
    call: ({ action, functionName, request, token }) =>
      new Promise((resolve, reject) => {
        if (!my.request) return reject(new Error('this Alipay sends no requests'))
        my.request({
          url: `${apiOrigin}/api/${functionName}`,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          },
          data: JSON.stringify({ action, request }),
          dataType: 'text',
          success: ({ data }) => resolve(jsonIn(data)),
          fail: ({ error, errorMessage }) => reject(new Error(`${error} ${errorMessage}`)),
        })
      }),
    authCode: () =>
      new Promise((resolve, reject) => {
        if (!my.getAuthCode) return reject(new Error('this Alipay signs nobody in'))
        my.getAuthCode({
          scopes: 'auth_base',
          success: ({ authCode }) => resolve(authCode),
          fail: ({ error, errorMessage }) => reject(new Error(`${error} ${errorMessage}`)),
        })
      }),
    pay: (request) => {
      assert(request.provider === 'alipay', 'a payment of another wallet')
      return new Promise((resolve) => {
        // Nobody was asked for money.
        if (!my.tradePay) return resolve('failed')
        my.tradePay({
          tradeNO: request.tradeNO,
          success: ({ resultCode }) => resolve(OUTCOMES[resultCode] ?? 'unknown'),
          fail: () => resolve('unknown'),
        })
      })
    },
    askForMessages: askingIn(my),
    phoneButton: alipayPhoneButton(my),
    scan: () =>
      new Promise((resolve) => {
        if (!my.scan) return resolve(null)
        my.scan({ type: 'qr', success: ({ code }) => resolve(code), fail: () => resolve(null) })
      }),
    locate: () => locatedBy(my),
    showOnMap: (place) => my.openLocation?.(place),
    dial: (phone) => my.makePhoneCall?.({ number: phone }),
    launchQuery: my.getLaunchOptionsSync?.().query ?? {},
    onAppShow: (listener) => my.onAppShow?.(({ query }) => listener(query ?? {})),
  }
}

const locatedBy = (my: HostMy): ReturnType<Wallet['locate']> =>
  new Promise((resolve) => {
    if (!my.getLocation) return resolve(null)
    my.getLocation({
      // Older versions of Alipay return the degrees as text.
      success: ({ latitude, longitude }) =>
        resolve({ latitude: Number(latitude), longitude: Number(longitude) }),
      fail: () => resolve(null),
    })
  })

const askingIn = (my: HostMy): Wallet['askForMessages'] =>
  my.requestSubscribeMessage
    ? (templateIds) =>
        new Promise((resolve) => {
          my.requestSubscribeMessage?.({
            entityIds: [...templateIds],
            success: ({ behavior, result }) => {
              const accepted = result?.subscribeEntityIds ?? []
              resolve(behavior === 'subscribe' ? accepted : [])
            },
            fail: () => resolve([]),
          })
        })
    : null

/** `resultCode` of `my.tradePay`; 8000, 6004 and 6002 (no network) leave the outcome unknown. */
const OUTCOMES: Readonly<Record<string, WalletOutcome>> = {
  '9000': 'said-paid',
  '6001': 'cancelled',
  '4000': 'failed',
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // a page of a gateway, not an answer of ours
  }
}
