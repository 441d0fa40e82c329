import { assert } from '@palm/shared/kernel/assert'
import type { WalletOutcome } from '@palm/client/ports'
import type { PhoneAnswer, PhoneButton, PhoneButtonDetail, Wallet } from '../ports'
import type { HostWx } from './wallet-host'

/**
 * Wallet over `wx`, on a phone and in a phone of the local stack alike. A missing API counts as
 * refused by the driver; a call that cannot be made rejects.
 */
export function wechatWallet(wx: HostWx): Wallet {
  return {
    provider: 'wechat',
    call: ({ action, functionName, request }) =>
      new Promise((resolve, reject) => {
        if (!wx.cloud) return reject(new Error('this WeChat has no cloud functions'))
        wx.cloud.callFunction({
          name: functionName,
          data: { action, request },
          success: ({ result }) => resolve(result),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        })
      }),
    authCode: null,
    pay: (request) => {
      assert(request.provider === 'wechat', 'a payment of another wallet')
      const { provider: _, ...parameters } = request
      return new Promise((resolve) => {
        // Nobody was asked for money.
        if (!wx.requestPayment) return resolve('failed')
        wx.requestPayment({
          ...parameters,
          success: () => resolve('said-paid'),
          fail: ({ errMsg }) => resolve(outcomeOfFailure(errMsg)),
        })
      })
    },
    askForMessages: askingIn(wx),
    phoneButton: phoneButtonIn(wx),
    scan: () =>
      new Promise((resolve) => {
        if (!wx.scanCode) return resolve(null)
        wx.scanCode({
          scanType: ['qrCode'],
          success: ({ result }) => resolve(result),
          fail: () => resolve(null),
        })
      }),
    locate: () =>
      new Promise((resolve) => {
        if (!wx.getLocation) return resolve(null)
        wx.getLocation({
          type: 'gcj02',
          success: ({ latitude, longitude }) => resolve({ latitude, longitude }),
          fail: () => resolve(null),
        })
      }),
    showOnMap: (place) => wx.openLocation?.(place),
    dial: (phone) => wx.makePhoneCall?.({ phoneNumber: phone }),
    launchQuery: wx.getLaunchOptionsSync?.().query ?? {},
    onAppShow: (listener) => wx.onAppShow?.(({ query }) => listener(query ?? {})),
  }
}

const askingIn = (wx: HostWx): Wallet['askForMessages'] =>
  wx.requestSubscribeMessage
    ? (templateIds) =>
        new Promise((resolve) => {
          wx.requestSubscribeMessage?.({
            tmplIds: [...templateIds],
            success: (said) => resolve(templateIds.filter((id) => said[id] === 'accept')),
            // Switched off as a whole, or not in a tap: nobody has agreed to anything.
            fail: () => resolve([]),
          })
        })
    : null

function phoneButtonIn(wx: HostWx): PhoneButton {
  const play = wx.playPhoneButton
  if (!play) return { openType: 'getPhoneNumber', answer: async (detail) => answerIn(detail) }
  return {
    openType: null,
    answer: () => new Promise((resolve) => play((detail) => resolve(answerIn(detail)))),
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html */
const QUOTA_OUT = 1_400_001

/** Older versions of WeChat give no code. */
function answerIn(detail: PhoneButtonDetail | null): PhoneAnswer {
  if (detail?.code) return { wallet: 'wechat', code: detail.code }
  if (detail?.errno === QUOTA_OUT) return 'quota-out'
  return detail?.errMsg?.includes('deny') ? 'denied' : 'unavailable'
}

/**
 * `requestPayment:fail cancel` is the only failure named by WeChat; any other text may be a
 * refusal, or a network failure after the password was typed.
 */
const outcomeOfFailure = (errMsg: string): WalletOutcome =>
  errMsg === 'requestPayment:fail cancel' ? 'cancelled' : 'unknown'
