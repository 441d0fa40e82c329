import type { PayOutcome, PhoneSetup } from '../../wallet/wallet-call'
import { answer, type Callbacks } from './callbacks'
import type { Launch, LaunchOptions } from './launch'
import { mayLocate } from './location-sheet'
import { askForMessages } from './message-sheet'
import { askForNumber } from './number-sheet'
import { confirmPayment } from './payment-sheet'
import { scanCode } from './scanner'
import { type Place, showCall, showPlace, showToast } from './toast'
import type { WalletServer } from './wallet-server'

type Failure = { readonly error: number; readonly errorMessage: string }

interface HttpRequest {
  readonly url: string
  readonly method: 'POST'
  readonly headers: Record<string, string>
  readonly data: string
}

/** The part of `my` available to mini-programs on this phone. */
export interface HostMy {
  getLaunchOptionsSync(): LaunchOptions
  onAppShow(listener: (options: LaunchOptions) => void): void
  getAuthCode(request: Callbacks<{ authCode: string }, Failure>): void
  request(request: HttpRequest & Callbacks<{ status: number; data: string }, Failure>): void
  tradePay(request: { tradeNO: string } & Callbacks<{ resultCode: string }, Failure>): void
  requestSubscribeMessage(
    request: { entityIds: readonly string[] } & Callbacks<SubscribeAnswer, Failure>,
  ): void
  /** Not Alipay's: plays its button of `open-type="getAuthorize"`; true if its owner agrees. */
  playPhoneButton(on: (isAllowed: boolean) => void): void
  getPhoneNumber(request: Callbacks<{ response: string }, Failure>): void
  scan(request: Callbacks<{ code: string }, Failure>): void
  getLocation(request: Callbacks<{ latitude: number; longitude: number }, Failure>): void
  openLocation(place: Place): void
  makePhoneCall(request: { number: string }): void
}

interface SubscribeAnswer {
  readonly behavior: 'subscribe' | 'cancel'
  readonly result: { readonly subscribeEntityIds: readonly string[] }
}

/** The user has not agreed in the button's question. */
const NOT_ALLOWED: Failure = { error: 40003, errorMessage: '无效的授权关系' }
const NO_NETWORK: Failure = { error: 12, errorMessage: 'network unavailable' }

export function createHostMy(setup: PhoneSetup, launch: Launch, server: WalletServer): HostMy {
  let shared: string | null = null
  return {
    playPhoneButton: (on) =>
      void askForNumber(setup).then((number) => on((shared = number) !== null)),
    getPhoneNumber: (request) =>
      answer(request, NO_NETWORK, async () => {
        if (shared === null) return request.fail?.(NOT_ALLOWED)
        const reply = await server.shareNumber(shared)
        if (reply.ok && 'response' in reply) request.success?.({ response: reply.response })
        else request.fail?.(NOT_ALLOWED)
      }),
    getLaunchOptionsSync: () => launch.options,
    onAppShow: (listener) => launch.onShow(listener),
    getAuthCode: (request) =>
      answer(request, NO_NETWORK, async () => request.success?.(await server.authCode())),
    request: (request) => answer(request, NO_NETWORK, () => sendRequest(request)),
    tradePay: (request) => answer(request, NO_NETWORK, () => tradePay(setup, server, request)),
    requestSubscribeMessage: (request) =>
      answer(request, NO_NETWORK, async () => {
        const { entityIds } = request
        const isAllowed = await askForMessages(setup, entityIds)
        if (isAllowed) await server.acceptMessages(entityIds)
        request.success?.({
          behavior: isAllowed ? 'subscribe' : 'cancel',
          result: { subscribeEntityIds: isAllowed ? entityIds : [] },
        })
      }),
    scan: (request) =>
      answer(request, NO_NETWORK, async () => {
        const code = await scanCode()
        if (code === null) request.fail?.({ error: 10, errorMessage: 'scan cancelled' })
        else request.success?.({ code })
      }),
    getLocation: (request) =>
      answer(request, NO_NETWORK, async () => {
        if (await mayLocate(setup)) request.success?.({ ...setup.location })
        else request.fail?.({ error: 2001, errorMessage: 'the owner has refused' })
      }),
    openLocation: showPlace,
    makePhoneCall: ({ number }) => showCall(number),
  }
}

/** 9000 paid, 6001 cancelled, 4000 failed, 6004 unknown (opendocs.alipay.com, my.tradePay). */
const RESULT_CODES: Readonly<Record<Exclude<PayOutcome, 'silence'>, string>> = {
  paid: '9000',
  cancelled: '6001',
  failed: '4000',
  unknown: '6004',
}

async function tradePay(
  setup: PhoneSetup,
  server: WalletServer,
  { success, tradeNO }: { tradeNO: string } & Callbacks<{ resultCode: string }, Failure>,
): Promise<void> {
  const offered = await server.offer({ tradeNO })
  if (!offered.ok) {
    showToast(offered.words)
    success?.({ resultCode: RESULT_CODES.failed })
    return
  }
  const { outcome } = await confirmPayment(setup, server, offered.offer)
  if (outcome !== 'silence') success?.({ resultCode: RESULT_CODES[outcome] })
}

/** Only to this page's origin: nothing here may reach a real server. */
async function sendRequest({
  data,
  fail,
  headers,
  method,
  success,
  url,
}: Parameters<HostMy['request']>[0]): Promise<void> {
  const target = new URL(url, location.href)
  if (target.origin !== location.origin) {
    fail?.({ error: 4, errorMessage: 'the address is not in the list of domains' })
    return
  }
  const response = await fetch(target, { method, headers, body: data })
  const text = await response.text()
  if (response.status >= 400) fail?.({ error: 19, errorMessage: 'http status error' })
  else success?.({ status: response.status, data: text })
}
