/**
 * Draws the icons of the tab bar, which mini-programs accept only as images. Run it after a change
 * of a path or a colour: `npx tsx miniprogram/scripts/draw-tab-icons.ts`.
 */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as browserType } from 'playwright-core'

/** The size required by both wallets. */
const SIZE_PX = 81

const COLOURS = { '': '#55635C', '-chosen': '#0B6E4F' }

const PATHS = {
  'tab-refuel':
    'M5 20V6a2 2 0 0 1 2-2h5a2 2 0 0 1 2 2v14M3.5 20h12M8 8h3v3.5H8zM14 12h2a2 2 0 0 1 2 2v2a1.5 1.5 0 0 0 3 0V9l-3-3',
  'tab-orders': 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5',
  'tab-mine': 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 21a7.5 7.5 0 0 1 15 0',
}

const folder = path.resolve(__dirname, '../src/assets')

/** Both flags crash the browser as soon as a page is closed. */
const FATAL = ['--single-process', '--no-zygote']

async function draw(): Promise<void> {
  const browser = await browserType.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => !FATAL.includes(arg)),
  })
  const page = await browser.newPage({ viewport: { width: SIZE_PX, height: SIZE_PX } })
  for (const [name, drawn] of Object.entries(PATHS)) {
    for (const [suffix, colour] of Object.entries(COLOURS)) {
      await page.setContent(documentOf(drawn, colour))
      const picture = await page.screenshot({ omitBackground: true })
      await writeFile(path.join(folder, `${name}${suffix}.png`), picture)
    }
  }
  await browser.close()
}

const documentOf = (drawn: string, colour: string) => `
  <style>body { margin: 0 }</style>
  <svg width='${SIZE_PX}' height='${SIZE_PX}' viewBox='-1.5 -1.5 27 27' fill='none'
    stroke='${colour}' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'>
    <path d='${drawn}'/>
  </svg>`

void draw()
