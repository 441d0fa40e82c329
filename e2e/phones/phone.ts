/** `waits`: the request stays open; the app is killed with it. */
export type PayAnswer = 'confirms' | 'cancels' | 'waits' | 'expects-none'

/** 服务通知, as its receiver sees it. */
export interface Notice {
  readonly address: string
  readonly lines: readonly string[]
}

/**
 * A phone with our mini-program, operated like a person would. One implementation is a browser with
 * the H5 build, another runs the bundles for WeChat and Alipay; journeys are shared.
 */
export interface Phone {
  /** Taps the visible element with this id. */
  tap(id: string): Promise<void>
  /** Taps the element with exactly this text. */
  tapText(text: string): Promise<void>
  /** A tab at the bottom of the first screens. */
  openTab(text: string): Promise<void>
  type(id: string, text: string): Promise<void>
  /** All readable text on the screen. */
  text(): Promise<string>
  /** Content of the next scan; null to cancel it. */
  pointCameraAt(text: string | null): void
  /** The person's answer to a payment request; `expects-none` requires that there is no request. */
  whenAskedToPay(answer: PayAnswer): void
  /** Happens once, while the wallet's next request for a payment is open. */
  whileWalletIsOpen(happens: () => Promise<void>): void
  /** The person's answer to the wallet's question about service messages. */
  whenAskedForMessages(answer: 'allows' | 'refuses'): void
  /** Number that the person shares in the wallet's next question; null to refuse. */
  whenAskedForNumber(number: string | null): void
  /** 服务通知 that have arrived on the phone, oldest first: their lines. */
  notices(): Promise<readonly Notice[]>
  /** A tap on a 服务通知: a cold start on the screen that it leads to. */
  openedByNotice(notice: Notice): Promise<void>
  /** Text on the phone's clipboard. */
  copied(): Promise<string>
  /** Name of the PDF that was opened or saved last; empty before one. */
  fileShown(): Promise<string>
  /** Payee that the wallet named in its last request; null before one. */
  payeeSeen(): string | null
  /** Content of the QR code on the screen. */
  shownCode(): Promise<string>
  setOnline(online: boolean): Promise<void>
  /** The app is killed and opened again, by a link if given; its storage is kept. */
  restart(scanned?: string): Promise<void>
  /** The app returns from the background because of a code scanned outside of it. */
  openedByScanning(scanned: string): Promise<void>
  /** Path in the card that the screen would send to a friend, or in the link to copy. */
  sharedPath(): Promise<string>
  /** A cold start on a screen: by a friend's card or link, or a menu of the wallet. */
  openedByFriend(path: string): Promise<void>
  /** The same, while the app runs in the background. */
  returnsTo(path: string): Promise<void>
  /** The stack's clock was advanced; the phone's clock follows. */
  clockMoved(nowMs: number): Promise<void>
  back(): Promise<void>
  /** Errors that the screen did not show. Empty at the end of every journey. */
  errors(): readonly string[]
  close(): Promise<void>
}

const PATIENCE_MS = 20_000
const LOOK_AGAIN_MS = 40

/** Waits until the screen shows the text, ignoring line breaks; fails with its actual text. */
export async function sees(phone: Phone, wanted: string | RegExp): Promise<void> {
  const read = async () => (await phone.text()).replace(/\s+/g, ' ')
  const holds = (text: string) =>
    typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
  await until(
    async () => holds(await read()),
    async () => `never read ${wanted}; last:\n${await read()}`,
  )
}

/** Polls until the condition holds, with a timeout. */
export async function until(
  holds: () => Promise<boolean>,
  complaint: () => Promise<string>,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(await complaint())
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
