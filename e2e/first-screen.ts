import type { Browser, CDPSession, Page, Route } from 'playwright-core'
import { type Bar, conclude, print, rounded } from '../bench/report'
import { bringUpToDate } from '../tools/builds'
import { openBrowser } from './browser'
import { openStage } from './stage'

/**
 * `npm run bench:first-screen`: bytes and time until a driver sees the first screen of the H5 build
 * on a slow network, and until the cashier answers on a slow processor.
 */
const SLOW_NETWORK = {
  offline: false,
  latency: 400,
  downloadThroughput: 1_000_000 / 8,
  uploadThroughput: 1_000_000 / 8,
}
const SLOWER_PROCESSOR = 4
const WALLET = '/host.js'
const NOZZLE = 'http://palm.example/p/BJ0001-03'

async function main(): Promise<void> {
  await bringUpToDate('local', 'functions', 'h5')
  const stage = await openStage(() => Promise.reject(new Error('pages are opened here')))
  const browser = await openBrowser()
  try {
    const address = `${stage.product.stack.url}/phone/zhang/`
    const home = await firstScreen(browser, address)
    print({ measure: 'first screen, 1 Mbps, 400 ms', ...home })
    const cashierMs = await cashier(browser, address)
    print({ measure: `cashier, processor ${SLOWER_PROCESSOR} times slower`, cashierMs })
    conclude(bars(home, cashierMs), { firstScreenMs: home.ms })
  } finally {
    await browser.close()
    await stage.close()
  }
}

interface FirstScreen {
  readonly ms: number
  readonly kilobytes: number
}

function bars({ kilobytes, ms }: FirstScreen, cashierMs: number): Bar[] {
  return [
    { name: 'KB over the wire to the first screen', figure: kilobytes, atMost: 350 },
    { name: 'ms to the first screen', figure: ms, atMost: 3_000 },
    { name: 'ms from the scan to the cashier', figure: cashierMs, atMost: 1_500 },
  ]
}

/** Until the driver can tap the scan button. Pages loaded later do not count. */
async function firstScreen(browser: Browser, address: string): Promise<FirstScreen> {
  const { devtools, page } = await coldPage(browser)
  await devtools.send('Network.emulateNetworkConditions', SLOW_NETWORK)
  let bytes = 0
  const ofWallet = new Set<string>()
  devtools.on('Network.requestWillBeSent', ({ request, requestId }) => {
    if (request.url.endsWith(WALLET)) ofWallet.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ encodedDataLength, requestId }) => {
    if (!ofWallet.has(requestId)) bytes += encodedDataLength
  })
  const startedMs = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('#scan').waitFor()
  const screen = { ms: Math.round(performance.now() - startedMs), kilobytes: bytes / 1024 }
  await page.context().close()
  return { ...screen, kilobytes: rounded(screen.kilobytes) }
}

/** A cold start by a scan, with the files in the browser's cache as in a wallet's. */
async function cashier(browser: Browser, address: string): Promise<number> {
  const { devtools, page } = await coldPage(browser)
  await page.goto(address)
  await page.locator('#all-stations').waitFor()
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR })
  const startedMs = performance.now()
  await page.goto(`${address}?q=${encodeURIComponent(NOZZLE)}`, { waitUntil: 'commit' })
  await page.getByText('¥200', { exact: true }).filter({ visible: true }).last().click()
  await page.locator('#pay').filter({ visible: true }).waitFor()
  const ms = Math.round(performance.now() - startedMs)
  await page.context().close()
  return ms
}

async function coldPage(browser: Browser): Promise<{ page: Page; devtools: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 375, height: 760 } })
  const page = await context.newPage()
  await page.route(`**${WALLET}`, answerAtOnce)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  return { page, devtools }
}

/** Not slowed down and not counted: the wallet app around the page is on the phone already. */
async function answerAtOnce(route: Route): Promise<void> {
  await route.fulfill({ response: await route.fetch() })
}

void main()
