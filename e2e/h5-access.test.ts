import type { Browser } from 'playwright-core'
import { openBrowser } from './browser'
import { type H5Phone, openH5Phone } from './phones/h5-phone'
import { sees } from './phones/phone'
import { GALLERY, walkScreens } from './screens'
import { openStage, type Stage } from './stage'

let browser: Browser
let stage: Stage
let driver: H5Phone
let attendant: H5Phone
beforeAll(async () => {
  browser = await openBrowser()
  stage = await openStage((origin, persona) => openH5Phone(browser, origin, persona))
  driver = (await stage.phone('zhang')) as H5Phone
  attendant = (await stage.phone('wang')) as H5Phone
})
afterAll(async () => {
  await stage.close()
  await browser.close()
})

/** Some forty screens, each read by axe. */
const WALK_MS = 400_000

/** Faults by screen, so that one run names all of them. */
const found: string[] = []
async function look(phone: H5Phone, screen: string, shown: string | RegExp): Promise<void> {
  await sees(phone, shown)
  found.push(...(await phone.accessFaults()).map((fault) => `${screen} ${fault}`))
}

test(
  'every screen of the main journey is usable without sight, colour or pointing',
  async () => {
    await walkScreens({ attendant, driver }, look)
    await driver.openedByFriend(GALLERY)
    await look(driver, 'gallery', 'offline-bar')
    expect([...new Set(found)]).toEqual([])
  },
  WALK_MS,
)
