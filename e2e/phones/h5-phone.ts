import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { CLIPPED } from '../clipped'
import type { Notice, PayAnswer, Phone } from './phone'
import { readQrPicture } from './qr-picture'
import { openWalletServer, type WalletServer } from './wallet-server'

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8')
const AXE_OPTIONS = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }

/** The wallet asks for the location once. */
const ONLY_IF_ASKED = { timeout: 1_500 }

const WIDTH = 375
const HEIGHT = 760

interface H5PhoneOptions {
  readonly pixelRatio?: number
  readonly width?: number
  /** Size of letters that the person chose in the browser, of the usual one. @default 1 */
  readonly textSize?: number
}

/** A persona's phone of the local stack, in a browser: the H5 build with the wallet around it. */
export async function openH5Phone(
  browser: Browser,
  origin: string,
  persona: string,
  { pixelRatio = 1, textSize = 1, width = WIDTH }: H5PhoneOptions = {},
): Promise<H5Phone> {
  const viewport = { width, height: HEIGHT }
  const context = await browser.newContext({ viewport, deviceScaleFactor: pixelRatio })
  const enlarge = `document.documentElement.style.fontSize = '${textSize * 100}%'`
  await context.addInitScript(`addEventListener('DOMContentLoaded', () => (${enlarge}))`)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const server = openWalletServer(origin, persona)
  const phone = new H5Phone(context, `${origin}/phone/${persona}/`, server)
  await phone.restart()
  return phone
}

export class H5Phone implements Phone {
  private page!: Page
  private camera: string | null = null
  private answer: PayAnswer = 'confirms'
  private meanwhile: (() => Promise<void>) | null = null
  private payee: string | null = null
  private question = 'wallet-allow'
  private saved = ''
  private number: string | null = null
  private readonly complaints: string[] = []

  constructor(
    private readonly context: BrowserContext,
    private readonly address: string,
    private readonly server: WalletServer,
  ) {}

  async tap(id: string): Promise<void> {
    await this.press(`#${id}`)
    if (id === 'scan' || id === 'rescan') await this.holdCamera()
    if (id === 'pay' || id === 'pay-anyway') await this.answerWallet()
    if (id === 'message-ask' || id === 'agree-location') await this.answerQuestion()
    if (id === 'use-location') await this.answerQuestion(ONLY_IF_ASKED).catch(() => undefined)
    if (id === 'bind-phone') await this.answerForNumber()
  }

  async tapText(text: string): Promise<void> {
    await this.page.getByText(text, { exact: true }).filter({ visible: true }).last().click()
  }

  async openTab(text: string): Promise<void> {
    await this.page.locator('.taro-tabbar__tabbar').getByText(text, { exact: true }).click()
  }

  async type(id: string, text: string): Promise<void> {
    await this.page.locator(`#${id} input, input#${id}`).filter({ visible: true }).last().fill(text)
  }

  text(): Promise<string> {
    return this.page.locator('body').innerText()
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
    this.question = answer === 'allows' ? 'wallet-allow' : 'wallet-refuse'
  }

  whenAskedForNumber(number: string | null): void {
    this.number = number
  }

  notices(): Promise<readonly Notice[]> {
    return this.server.notices()
  }

  async openedByNotice({ address }: Notice): Promise<void> {
    await this.openPage(`${this.address}#/${address}`)
  }

  copied(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()')
  }

  async fileShown(): Promise<string> {
    return this.saved
  }

  payeeSeen(): string | null {
    return this.payee
  }

  async shownCode(): Promise<string> {
    const picture = this.page.locator('#shown-code img').filter({ visible: true }).last()
    return readQrPicture((await picture.getAttribute('src')) ?? '')
  }

  async setOnline(online: boolean): Promise<void> {
    await this.context.setOffline(!online)
  }

  async restart(scanned?: string): Promise<void> {
    // A link for both: WeChat's host reads one name, Alipay's the other.
    const link = scanned === undefined ? '' : encodeURIComponent(scanned)
    await this.openPage(link ? `${this.address}?q=${link}&qrCode=${link}` : this.address)
  }

  async sharedPath(): Promise<string> {
    await this.press('#send')
    const link = await this.copied()
    return link.slice(link.indexOf('#') + 1)
  }

  async openedByFriend(path: string): Promise<void> {
    await this.openPage(`${this.address}#${path}`)
  }

  async returnsTo(path: string): Promise<void> {
    const message = JSON.stringify({ kind: 'open', address: path.replace(/^\//, '') })
    await this.page.evaluate(`window.postMessage(${message}, window.location.origin)`)
  }

  async openedByScanning(scanned: string): Promise<void> {
    const message = JSON.stringify({ kind: 'scan', link: scanned })
    await this.page.evaluate(`window.postMessage(${message}, window.location.origin)`)
  }

  async clockMoved(nowMs: number): Promise<void> {
    const message = JSON.stringify({ kind: 'clock', nowMs })
    await this.page.evaluate(`window.postMessage(${message}, window.location.origin)`)
  }

  async back(): Promise<void> {
    await this.page.goBack()
  }

  /** The screen as it is now, as a PNG. */
  picture(): Promise<Buffer> {
    return this.page.screenshot({ animations: 'disabled' })
  }

  /**
   * Faults of the visible screen for people who do not see it, hear it or point at it: WCAG 2.2 A and AA
   * as axe checks them.
   */
  async accessFaults(): Promise<readonly string[]> {
    await this.page.evaluate(AXE)
    return this.page.evaluate<string[]>(`axe.run(document, ${JSON.stringify(AXE_OPTIONS)}).then(
      ({ violations }) => violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 160) + ' — ' + failureSummary)))`)
  }

  /** Texts of the visible screen that cannot be read whole. */
  clipped(): Promise<readonly string[]> {
    return this.page.evaluate<string[]>(CLIPPED)
  }

  errors(): readonly string[] {
    return this.complaints
  }

  async close(): Promise<void> {
    await this.context.close()
  }

  private async openPage(url: string): Promise<void> {
    await this.page?.close()
    this.page = await this.context.newPage()
    this.page.on('pageerror', (error) => this.complaints.push(error.message))
    this.page.on('download', (file) => void (this.saved = file.suggestedFilename()))
    await this.page.goto(url)
  }

  /** Earlier pages stay in the document, hidden: only visible elements are pressed. */
  private async press(selector: string): Promise<void> {
    await this.page.locator(selector).filter({ visible: true }).last().click()
  }

  private async holdCamera(): Promise<void> {
    if (this.camera === null) return this.page.getByTestId('wallet-scan-cancel').click()
    await this.page.getByTestId('wallet-scan-text').fill(this.camera)
    await this.page.getByTestId('wallet-scan-enter').click()
  }

  private answerQuestion(options: { timeout?: number } = {}): Promise<void> {
    return this.page.getByTestId(this.question).click(options)
  }

  private async answerForNumber(): Promise<void> {
    if (this.number === null) return this.page.getByTestId('wallet-refuse').click()
    await this.page.getByTestId('wallet-number').fill(this.number)
    await this.page.getByTestId('wallet-allow').click()
  }

  private async answerWallet(): Promise<void> {
    if (this.answer === 'expects-none') return
    this.payee = await this.page.getByTestId('wallet-payee').innerText()
    await this.meanwhile?.()
    this.meanwhile = null
    if (this.answer === 'waits') return
    const sheet = this.answer === 'confirms' ? 'wallet-confirm' : 'wallet-cancel'
    await this.page.getByTestId(sheet).click()
  }
}
