import { PATTERNS } from './patterns'
import { proseOfCode, proseOfMarkdown } from './prose'
import { refusedIn } from './refused'

const words = (text: string) =>
  refusedIn({ kind: 'comment', text, start: 0, end: text.length, line: 1 }).map((one) => one.words)

test.each(PATTERNS)('refuses "$bad"', ({ bad, advice }) => {
  const [found, ...others] = refusedIn({ kind: 'title', text: bad, start: 0, end: 0, line: 7 })
  expect(found).toMatchObject({ line: 7, advice })
  expect(others).toEqual([])
})

test.each(PATTERNS)('leaves "$good" alone', ({ good }) => {
  expect(words(good)).toEqual([])
})

test('finds words across a line break and names the line on which they begin', () => {
  const [found] = proseOfCode('a.ts', '\n/**\n * A date\n * that is\n * none.\n */\nlet a').flatMap(
    refusedIn,
  )
  expect(found).toMatchObject({ line: 4, words: 'is none' })
})

test('leaves code spans alone', () => {
  expect(words('`his` and `is none`')).toEqual([])
})

const SOURCE = `
// his first
// his second
const url = 'https://his.example' // his trailing
const pattern = /\\/\\* his *\\//
const text = \`\${1 /* his inner */} // his text\`
const view = <p>// his words {/* his comment */}</p>
test('his title', () => {})
it.each([['his row', 1], ['a row']])('his %s', () => {})
describe.skip.each([{ a: 1 }])(\`his template\`, () => {})
expect('his value')
`

test('takes comments and test titles from code, and no other text', () => {
  expect(
    proseOfCode('a.tsx', SOURCE).map(({ kind, text, line }) => [kind, line, text.trim()]),
  ).toEqual([
    ['comment', 2, 'his first\nhis second'],
    ['comment', 4, 'his trailing'],
    ['comment', 6, 'his inner'],
    ['comment', 7, 'his comment'],
    ['title', 8, 'his title'],
    ['title', 9, 'his row'],
    ['title', 9, 'a row'],
    ['title', 9, 'his %s'],
    ['title', 10, 'his template'],
  ])
})

test('takes paragraphs, list items and table rows from Markdown, and no blocks of code', () => {
  const text = '# One\n\nTwo\nthree\n\n```sh\nhis command\n```\n- four\n| five |\n'
  expect(proseOfMarkdown(text).map(({ line, text }) => [line, text])).toEqual([
    [1, '# One'],
    [3, 'Two\nthree'],
    [9, '- four'],
    [10, '| five |'],
  ])
})
