import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root'

const SOURCE = join(ROOT, 'miniprogram/src')

const screens = ['pages', 'packages'].flatMap((folder) =>
  readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => join(folder, file)),
)

// A page is found by its name without suffix, and `.ts` comes first: the page would be empty.
test.each(screens)('%s has no module of the same name beside it', (screen) => {
  expect(existsSync(join(SOURCE, screen.replace(/x$/, '')))).toBe(false)
})
