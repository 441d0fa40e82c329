import type { Browser } from 'playwright-core'
import { openBrowser } from './browser'
import { type H5Phone, openH5Phone } from './phones/h5-phone'
import { sees } from './phones/phone'
import { GALLERY, type Look, walkScreens } from './screens'
import { openStage } from './stage'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const WALK_MS = 400_000

test(
  'on a narrow phone with letters of twice their size every text is read whole',
  async () => {
    const stage = await openStage((origin, persona) =>
      openH5Phone(browser, origin, persona, { width: 320, textSize: 2 }),
    )
    const found: string[] = []
    try {
      const driver = (await stage.phone('zhang')) as H5Phone
      const attendant = (await stage.phone('wang')) as H5Phone
      const look: Look<H5Phone> = async (phone, screen, shown) => {
        await sees(phone, shown)
        found.push(...(await phone.clipped()).map((fault) => `${screen} ${fault}`))
      }
      await walkScreens({ attendant, driver }, look)
      await driver.openedByFriend(GALLERY)
      await look(driver, 'gallery', 'offline-bar')
    } finally {
      await stage.close()
    }
    expect(found).toEqual([])
  },
  WALK_MS,
)
