import type { PhoneSetup } from '../../wallet/wallet-call'
import { answer, type Callbacks } from './callbacks'
import type { Launch, LaunchOptions } from './launch'
import { mayLocate } from './location-sheet'
import { askForMessages } from './message-sheet'
import { askForNumber } from './number-sheet'
import { confirmPayment } from './payment-sheet'
import { scanCode } from './scanner'
import { showCall, showPlace, type Place, showToast } from './toast'
import type { WalletServer } from './wallet-server'

type Failure = { readonly errMsg: string; readonly errCode?: number }

/** The part of `wx` available to mini-programs on this phone. */
export interface HostWx {
  getLaunchOptionsSync(): LaunchOptions
  onAppShow(listener: (options: LaunchOptions) => void): void
  readonly cloud: {
    callFunction(
      call: { name: string; data: unknown } & Callbacks<{ result: unknown }, Failure>,
    ): void
  }
  requestPayment(request: Callbacks<{ errMsg: string }, Failure> & object): void
  requestSubscribeMessage(
    request: { tmplIds: readonly string[] } & Callbacks<Readonly<Record<string, string>>, Failure>,
  ): void
  /** Not WeChat's: plays its button of `open-type="getPhoneNumber"`, with the button's own event. */
  playPhoneButton(on: (detail: ButtonDetail) => void): void
  scanCode(request: Callbacks<{ result: string }, Failure>): void
  getLocation(request: Callbacks<{ latitude: number; longitude: number }, Failure>): void
  openLocation(place: Place): void
  makePhoneCall(request: { phoneNumber: string }): void
}

/** `detail` of the button's event. */
interface ButtonDetail {
  readonly errMsg: string
  readonly errno?: number
  readonly code?: string
}

/** Older base libraries take no more in one question. */
const TEMPLATES_MAX = 3

export function createHostWx(setup: PhoneSetup, launch: Launch, server: WalletServer): HostWx {
  return {
    getLaunchOptionsSync: () => launch.options,
    onAppShow: (listener) => launch.onShow(listener),
    cloud: {
      callFunction: (call) =>
        answer(call, { errMsg: 'cloud.callFunction:fail request:fail', errCode: -1 }, async () => {
          const reply = await server.callFunction(call.name, call.data)
          if (reply.ok) call.success?.({ result: reply.result })
          else call.fail?.({ errMsg: reply.errMsg, errCode: reply.errCode })
        }),
    },
    requestPayment: (request) =>
      answer(request, { errMsg: 'requestPayment:fail request:fail' }, () =>
        requestPayment(setup, server, request),
      ),
    requestSubscribeMessage: (request) =>
      answer(request, { errMsg: 'requestSubscribeMessage:fail', errCode: 10002 }, async () => {
        const { tmplIds } = request
        if (tmplIds.length > TEMPLATES_MAX) {
          return request.fail?.({ errMsg: 'requestSubscribeMessage:fail', errCode: 20003 })
        }
        const isAllowed = await askForMessages(setup, tmplIds)
        if (isAllowed) await server.acceptMessages(tmplIds)
        const said = tmplIds.map((id) => [id, isAllowed ? 'accept' : 'reject'])
        request.success?.({ errMsg: 'requestSubscribeMessage:ok', ...Object.fromEntries(said) })
      }),
    playPhoneButton: (on) =>
      answer({ fail: on }, { errMsg: 'getPhoneNumber:fail' }, async () => {
        const number = await askForNumber(setup)
        if (number === null) return on({ errMsg: 'getPhoneNumber:fail user deny' })
        const shared = await server.shareNumber(number)
        if (!shared.ok) return on({ errMsg: 'getPhoneNumber:fail', errno: shared.errno })
        if ('code' in shared) on({ errMsg: 'getPhoneNumber:ok', code: shared.code })
      }),
    scanCode: (request) =>
      answer(request, { errMsg: 'scanCode:fail' }, async () => {
        const result = await scanCode()
        if (result === null) request.fail?.({ errMsg: 'scanCode:fail cancel' })
        else request.success?.({ result })
      }),
    getLocation: (request) =>
      answer(request, { errMsg: 'getLocation:fail' }, async () => {
        if (await mayLocate(setup)) request.success?.({ ...setup.location })
        else request.fail?.({ errMsg: 'getLocation:fail auth deny' })
      }),
    openLocation: showPlace,
    makePhoneCall: ({ phoneNumber }) => showCall(phoneNumber),
  }
}

async function requestPayment(
  setup: PhoneSetup,
  server: WalletServer,
  { fail, success, ...request }: Callbacks<{ errMsg: string }, Failure>,
): Promise<void> {
  const offered = await server.offer(request)
  if (!offered.ok) {
    showToast(offered.words)
    fail?.({ errMsg: `requestPayment:fail ${offered.words}` })
    return
  }
  const { outcome, words = '系统繁忙' } = await confirmPayment(setup, server, offered.offer)
  if (outcome === 'paid') success?.({ errMsg: 'requestPayment:ok' })
  if (outcome === 'cancelled') fail?.({ errMsg: 'requestPayment:fail cancel' })
  if (outcome === 'failed' || outcome === 'unknown') {
    fail?.({ errMsg: `requestPayment:fail ${words}` })
  }
}
