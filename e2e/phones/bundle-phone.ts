import { join } from 'node:path'
import { DEMO_PAYEE_NAMES } from '../../tools/demo/payees'
import { PAYEE } from '../../tools/demo/people'
import { ROOT } from '../../tools/root'
import { alipayCalls, openDevice, weappCalls } from '../host/device'
import { ALIPAY, WEAPP } from '../host/dialect'
import { type Launch, MiniApp, type PlatformCalls } from '../host/mini-app'
import type { ViewElement } from '../host/render'
import { descendants } from '../host/mini-page'
import { isNumberButton, pressNumberButton } from './number-button'
import { type Notice, type PayAnswer, type Phone, until } from './phone'
import { readQrPicture } from './qr-picture'
import { type Callbacks, type HttpRequest, RESULT_CODES } from './wallet-calls'
import { openWalletServer, type PayOutcome, type WalletServer } from './wallet-server'

/** A phone whose wallet runs the bundle for upload to its vendor. */
export interface BundlePhone extends Phone {
  /** The running app, for data visible to a host only: setData, loaded files. */
  readonly app: MiniApp
}

export interface BundlePhoneOptions {
  readonly origin: string
  readonly persona: string
  readonly wallet: 'wechat' | 'alipay'
}

export async function openBundlePhone(options: BundlePhoneOptions): Promise<BundlePhone> {
  const phone = new RunningPhone(options)
  await phone.restart()
  return phone
}

const LOCATION = { latitude: 39.9147, longitude: 116.5086 }

class RunningPhone implements BundlePhone {
  app!: MiniApp
  private readonly device = openDevice()
  private readonly server: WalletServer
  private readonly past: unknown[] = []
  private showListener: ((options: object) => void) | null = null
  private camera: string | null = null
  private answer: PayAnswer = 'confirms'
  private meanwhile: (() => Promise<void>) | null = null
  private payee: string | null = null
  private allows = true
  private number: string | null = null

  constructor(private readonly options: BundlePhoneOptions) {
    this.server = openWalletServer(options.origin, options.persona)
  }

  async restart(scanned?: string): Promise<void> {
    await this.coldStart(this.launched(scanned))
  }

  async sharedPath(): Promise<string> {
    const button = await this.shown(() => this.app.page.byId('send'))
    return this.app.page.sharedBy(button)
  }

  async openedByFriend(card: string): Promise<void> {
    await this.coldStart(launchOf(card))
  }

  async returnsTo(card: string): Promise<void> {
    const launch = launchOf(card)
    this.showListener?.({ ...launch })
    await this.app.show(launch)
  }

  private async coldStart(launch: Launch): Promise<void> {
    if (this.app) this.past.push(...this.app.errors)
    this.app?.kill()
    this.device.onNetwork.length = 0
    const { wallet } = this.options
    const dialect = wallet === 'wechat' ? WEAPP : ALIPAY
    this.app = new MiniApp({
      dist: join(ROOT, 'miniprogram/dist', dialect.name),
      dialect,
      calls: wallet === 'wechat' ? this.wechat() : this.alipay(),
    })
    await this.clockMoved(await this.server.nowMs())
    await this.app.start(launch)
  }

  async openedByScanning(scanned: string): Promise<void> {
    const launch = this.launched(scanned)
    this.showListener?.({ query: launch.query ?? {} })
    await this.app.show()
  }

  async tap(id: string): Promise<void> {
    const element = await this.shown(() => this.app.page.byId(id))
    const { page } = this.app
    if (isNumberButton(element)) await pressNumberButton(page, element, this.server, this.number)
    else await page.tap(element)
  }

  async tapText(text: string): Promise<void> {
    await this.app.page.tap(await this.shown(() => this.app.page.byText(text)))
  }

  async openTab(text: string): Promise<void> {
    await this.app.openTab(text)
  }

  async type(id: string, text: string): Promise<void> {
    const holder = await this.shown(() => this.app.page.byId(id))
    const input = [holder, ...descendants(holder)].find(({ tag }) => tag === 'input')
    if (!input) throw new Error(`#${id} takes no text`)
    await this.app.page.input(input, text)
  }

  async text(): Promise<string> {
    return this.app.page.text
  }

  pointCameraAt(text: string | null): void {
    this.camera = text
  }

  whenAskedToPay(answer: PayAnswer): void {
    this.answer = answer
  }

  whileWalletIsOpen(happens: () => Promise<void>): void {
    this.meanwhile = happens
  }

  whenAskedForMessages(answer: 'allows' | 'refuses'): void {
    this.allows = answer === 'allows'
  }

  whenAskedForNumber(number: string | null): void {
    this.number = number
  }

  notices(): Promise<readonly Notice[]> {
    return this.server.notices()
  }

  async openedByNotice({ address }: Notice): Promise<void> {
    await this.openedByFriend(address)
  }

  async copied(): Promise<string> {
    return this.device.clipboard
  }

  async fileShown(): Promise<string> {
    return this.device.shownFile.split('/').at(-1) ?? ''
  }

  payeeSeen(): string | null {
    return this.payee
  }

  async shownCode(): Promise<string> {
    const holder = await this.shown(() => this.app.page.byId('shown-code'))
    return readQrPicture(String(imageIn(holder).attributes['src']))
  }

  async setOnline(online: boolean): Promise<void> {
    this.device.setOnline(online)
  }

  async clockMoved(nowMs: number): Promise<void> {
    this.app.shiftClock(nowMs - Date.now())
  }

  async back(): Promise<void> {
    this.app.back()
  }

  errors(): readonly string[] {
    return [...this.past, ...this.app.errors].map(String)
  }

  async close(): Promise<void> {
    this.app.kill()
  }

  /** Waits until the element is visible, as a person would. */
  private async shown(find: () => ViewElement | null): Promise<ViewElement> {
    await until(
      async () => find() !== null,
      async () => `what was to be touched never came; last:\n${this.app.page.text}`,
    )
    return find()!
  }

  /** Scanned links in the format of each wallet. */
  private launched(scanned?: string): Launch {
    if (scanned === undefined) return {}
    if (this.options.wallet === 'alipay') return { query: { qrCode: scanned } }
    return { query: { q: encodeURIComponent(scanned), scancode_time: '1795241132' } }
  }

  private wechat(): PlatformCalls {
    const { server } = this
    return {
      ...weappCalls(this.device),
      ...this.common(),
      cloud: {
        init: () => undefined,
        callFunction: (call: { name: string; data: unknown } & Callbacks) =>
          this.overNetwork(call, async () => {
            const reply = await server.callFunction(call.name, call.data)
            if (!reply.ok) throw reply
            return { result: reply.result }
          }),
      },
      requestPayment: (request: Callbacks) =>
        this.answering(request, async () => {
          const outcome = await this.payment(request)
          if (outcome === 'paid') return { errMsg: 'requestPayment:ok' }
          throw {
            errMsg: outcome === 'cancelled' ? 'requestPayment:fail cancel' : 'requestPayment:fail',
          }
        }),
      requestSubscribeMessage: (request: { tmplIds: string[] } & Callbacks) =>
        this.answering(request, async () => {
          const accepted = await this.asked(request.tmplIds)
          const said = request.tmplIds.map((id) => [
            id,
            accepted.includes(id) ? 'accept' : 'reject',
          ])
          return { errMsg: 'requestSubscribeMessage:ok', ...Object.fromEntries(said) }
        }),
      scanCode: (request: Callbacks) =>
        this.answering(request, async () => ({ result: this.seen() })),
    }
  }

  private alipay(): PlatformCalls {
    const { origin } = this.options
    return {
      ...alipayCalls(this.device),
      ...this.common(),
      getAuthCode: (request: Callbacks) =>
        this.overNetwork(request, async () => ({ authCode: await this.server.authCode() })),
      request: (request: HttpRequest & Callbacks) =>
        this.overNetwork(request, async () => {
          // The build's own origin is its deployment; here it is the stack.
          const path = request.url.replace(/^https?:\/\/[^/]+/, '')
          const { data: body, headers, method } = request
          const response = await fetch(`${origin}${path}`, { method, headers, body })
          return { status: response.status, data: await response.text() }
        }),
      tradePay: (request: Callbacks) =>
        this.answering(request, async () => ({
          resultCode: RESULT_CODES[await this.payment(request)],
        })),
      requestSubscribeMessage: (request: { entityIds: string[] } & Callbacks) =>
        this.answering(request, async () => {
          const subscribeEntityIds = await this.asked(request.entityIds)
          const behavior = subscribeEntityIds.length > 0 ? 'subscribe' : 'cancel'
          return { behavior, result: { subscribeEntityIds } }
        }),
      getPhoneNumber: (request: Callbacks) =>
        this.overNetwork(request, async () => {
          const shared = await this.server.shareNumber(this.number ?? '')
          if (!shared.ok) throw { error: shared.errno }
          return { response: shared.response }
        }),
      scan: (request: Callbacks) => this.answering(request, async () => ({ code: this.seen() })),
    }
  }

  private common(): PlatformCalls {
    return {
      getLocation: (request: Callbacks) => this.answering(request, async () => LOCATION),
      openLocation: () => undefined,
      makePhoneCall: () => undefined,
      onAppShow: (listener: (options: object) => void) => {
        this.showListener = listener
      },
    }
  }

  /** The wallet's own sheet: the request has to be payable, then the person answers. */
  private async payment(request: object): Promise<Exclude<PayOutcome, 'silence'>> {
    const asked = Object.fromEntries(
      Object.entries(request).filter(([, value]) => typeof value !== 'function'),
    )
    if (this.answer === 'expects-none') throw new Error('nothing was to be paid by wallet')
    const { offer, ok } = await this.server.offer(asked)
    if (!ok || !offer) return 'failed'
    this.payee = (offer.account && DEMO_PAYEE_NAMES[offer.account]) ?? PAYEE
    await this.meanwhile?.()
    this.meanwhile = null
    if (this.answer === 'waits') return NEVER
    if (this.answer === 'cancels') {
      await this.server.cancel()
      return 'cancelled'
    }
    const { outcome } = await this.server.pay(offer.reference)
    return outcome === 'silence' ? NEVER : outcome
  }

  /** The wallet's question about service messages: the templates that the person accepts. */
  private async asked(templateIds: readonly string[]): Promise<readonly string[]> {
    if (templateIds.length > 3) throw { errMsg: 'requestSubscribeMessage:fail', errCode: 20003 }
    if (!this.allows) return []
    await this.server.acceptMessages(templateIds)
    return templateIds
  }

  private seen(): string {
    if (this.camera === null) throw { errMsg: 'scanCode:fail cancel', error: 11 }
    return this.camera
  }

  private overNetwork(request: Callbacks, act: () => Promise<object>): void {
    this.answering(request, () =>
      this.device.online ? act() : Promise.reject({ errMsg: 'request:fail', error: 12 }),
    )
  }

  /** Success or failure, asynchronously, and never to an app killed meanwhile. */
  private answering(request: Callbacks, act: () => Promise<object>): void {
    const { app } = this
    const toIt = (answer: (() => void) | undefined) => {
      if (app.isRunning) answer?.()
    }
    act().then(
      (result) => toIt(() => request.success?.(result)),
      (failure: object) =>
        toIt(() => request.fail?.({ errMsg: 'fail', error: 12, errorMessage: 'fail', ...failure })),
    )
  }
}

function launchOf(card: string): Launch {
  const [path = '', search = ''] = card.replace(/^\//, '').split('?')
  return { path, query: Object.fromEntries(new URLSearchParams(search)) }
}

/** A wallet that says nothing: the app waits until it is killed. */
const NEVER = new Promise<never>(() => undefined)

function imageIn(holder: ViewElement): ViewElement {
  const image = [holder, ...descendants(holder)].find(({ tag }) => tag === 'image')
  if (!image) throw new Error('no picture is shown there')
  return image
}
