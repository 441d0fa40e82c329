/**
 * A phone with our mini-program on it, as a person uses it. One implementation is a browser with the
 * H5 build, one runs the bundles that WeChat and Alipay would; journeys are written once for all.
 */
export interface Phone {
  /** Taps what carries this id and can be seen. */
  tap(id: string): Promise<void>
  /** Taps what reads exactly so. */
  tapText(text: string): Promise<void>
  type(id: string, text: string): Promise<void>
  /** All that can be read on the screen now. */
  text(): Promise<string>
  /** What the camera is held to when the app asks for a scan; null to change one's mind. */
  pointCameraAt(text: string | null): void
  /** What the person does when the wallet asks for money. */
  whenAskedToPay(answer: 'confirms' | 'cancels'): void
  /** What the QR code on the screen says. */
  shownCode(): Promise<string>
  setOnline(online: boolean): Promise<void>
  /** The app is swept away and opened anew, by a link when one is given; what it stored is there. */
  restart(scanned?: string): Promise<void>
  /** It was in the background and comes back because a code was scanned outside of it. */
  openedByScanning(scanned: string): Promise<void>
  /** The stack's clock was put forward: the phone's follows. */
  clockMoved(): Promise<void>
  back(): Promise<void>
  /** What went wrong inside without anybody seeing it. Empty at the end of every journey. */
  errors(): readonly string[]
  close(): Promise<void>
}

const PATIENCE_MS = 10_000
const LOOK_AGAIN_MS = 50

/** Waits until the screen reads so; fails with what it read instead. */
export async function sees(phone: Phone, wanted: string | RegExp): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const text = await phone.text()
    if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return
    if (Date.now() > deadline) throw new Error(`never read ${String(wanted)}; last:\n${text}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
