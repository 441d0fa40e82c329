export type PayAnswer = 'confirms' | 'cancels' | 'expects-none'

/**
 * A phone with our mini-program on it, as a person uses it. One implementation is a browser with the
 * H5 build, one runs the bundles that WeChat and Alipay would; journeys are written once for all.
 */
export interface Phone {
  /** Taps what carries this id and can be seen. */
  tap(id: string): Promise<void>
  /** Taps what reads exactly so. */
  tapText(text: string): Promise<void>
  /** A tab at the foot of the first screens. */
  openTab(text: string): Promise<void>
  type(id: string, text: string): Promise<void>
  /** All that can be read on the screen now. */
  text(): Promise<string>
  /** What the camera is held to when the app asks for a scan; null to change one's mind. */
  pointCameraAt(text: string | null): void
  /** What the person does when the wallet asks for money; `expects-none` where it must not ask. */
  whenAskedToPay(answer: PayAnswer): void
  /** What the QR code on the screen says. */
  shownCode(): Promise<string>
  setOnline(online: boolean): Promise<void>
  /** The app is swept away and opened anew, by a link when one is given; what it stored is there. */
  restart(scanned?: string): Promise<void>
  /** It was in the background and comes back because a code was scanned outside of it. */
  openedByScanning(scanned: string): Promise<void>
  /** The path in the card that the screen would send to a friend, or in the link to copy. */
  sharedPath(): Promise<string>
  /** A cold start by a friend's card or link. */
  openedByFriend(path: string): Promise<void>
  /** The stack's clock was put forward: the phone's follows. */
  clockMoved(nowMs: number): Promise<void>
  back(): Promise<void>
  /** What went wrong inside without anybody seeing it. Empty at the end of every journey. */
  errors(): readonly string[]
  close(): Promise<void>
}

const PATIENCE_MS = 20_000
const LOOK_AGAIN_MS = 40

/** Waits until the screen reads so, whatever its lines; fails with what it read instead. */
export async function sees(phone: Phone, wanted: string | RegExp): Promise<void> {
  const read = async () => (await phone.text()).replace(/\s+/g, ' ')
  const holds = (text: string) =>
    typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
  await until(
    async () => holds(await read()),
    async () => `never read ${wanted}; last:\n${await read()}`,
  )
}

/** Looks again and again, as a person does, and gives up as one does. */
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
