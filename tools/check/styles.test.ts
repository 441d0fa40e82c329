import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root'

const SOURCES = join(ROOT, 'miniprogram/src')
const sheets = readdirSync(SOURCES, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.scss'))

/** Letters grow with the size that a person chose, and their lines with them. */
describe('sizes of text', () => {
  test.each(sheets)('%s takes them from the tokens, and line heights without a unit', (name) => {
    expect(fixedSizes(readFileSync(join(SOURCES, name), 'utf8'))).toEqual([])
  })

  test.each(['font-size: 18px;', 'line-height: 44px;', 'line-height: $touch;', 'font: 14px x;'])(
    'refuses %s',
    (line) => expect(fixedSizes(line)).toEqual([line]),
  )

  test.each(['font-size: $text-14;', 'line-height: 1.3;', 'line-height: $leading;'])(
    'accepts %s',
    (line) => expect(fixedSizes(line)).toEqual([]),
  )
})

const SIZE = /^(?:font-size|line-height|font):/
/** `$small` and `$yuan` are a mixin's arguments. */
const FOLLOWS = /^(?:font-size: \$(?:text-\d+|small|yuan)|line-height: (?:[\d.]+|\$leading));$/

const fixedSizes = (sheet: string): string[] =>
  sheet
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => SIZE.test(line) && !FOLLOWS.test(line))
