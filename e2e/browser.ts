import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'
import { ROOT } from '../tools/root'

/**
 * A headless Chromium with a Chinese font. On Linux it comes from node_modules, so that nothing is
 * installed by hand; elsewhere the installed Chrome is used.
 */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') return playwright.launch({ channel: 'chrome' })
  process.env['FONTCONFIG_FILE'] = fontsFile()
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !DEADLY.has(arg)), ...QUIET],
  })
}

/** In the package's own list, but they crash the browser when a page is closed. */
const DEADLY = new Set(['--single-process', '--no-zygote'])

/** Otherwise it contacts update and time servers, which are not loopback. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
]

/**
 * Configures the font library with the packaged fonts only, and their substitution for every
 * family.
 */
function fontsFile(): string {
  const fonts = join(ROOT, 'node_modules/@embedpdf/fonts-sc/fonts')
  const folder = join(tmpdir(), 'palm-fonts')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  )
  return file
}
