import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const screens = ['pages', 'packages'].flatMap((folder) =>
  readdirSync(join(__dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => join(folder, file)),
)

// A page is found by its name without suffix, and `.ts` comes first: the page would be empty.
test.each(screens)('%s has no module of the same name beside it', (screen) => {
  expect(existsSync(join(__dirname, screen.replace(/x$/, '')))).toBe(false)
})
