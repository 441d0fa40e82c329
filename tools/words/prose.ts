import ts from 'typescript'

/** A stretch of text that people read: a comment, the title of a test, a paragraph of Markdown. */
export interface Prose {
  readonly kind: 'comment' | 'title' | 'markdown'
  /** Without comment marks; line breaks are kept, so that an offset in it leads to a line. */
  readonly text: string
  /** Where it stands in its file, in UTF-16 units. */
  readonly start: number
  readonly end: number
  /** One-based line of its first character. */
  readonly line: number
}

const TITLED = new Set(['it', 'test', 'describe'])

/** Comments and test titles of a TypeScript or JavaScript file, in order of position. */
export function proseOfCode(path: string, source: string): Prose[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line + 1
  const found: Prose[] = []
  const add = (kind: Prose['kind'], text: string, start: number, end: number) =>
    found.push({ kind, text, start, end, line: lineAt(start) })

  const seen = new Set<number>()
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      titlesOf(node).forEach((title) => add('title', title.text, title.getStart(), title.end))
    }
    const children = node.getChildren(file).filter(({ kind }) => !isJsDoc(kind))
    if (children.length > 0) return children.forEach(visit)
    if (node.kind === ts.SyntaxKind.JsxText) return
    for (const { pos, end } of commentsAt(source, node)) {
      if (!seen.has(pos)) add('comment', unmarked(source.slice(pos, end)), pos, end)
      seen.add(pos)
    }
  }
  visit(file)
  return found.sort((one, other) => one.start - other.start)
}

/** Paragraphs of Markdown; blocks of code are left out. */
export function proseOfMarkdown(source: string): Prose[] {
  const found: Prose[] = []
  let start = 0
  let isCode = false
  source.split('\n').reduce((line, text) => {
    const isFence = /^\s*```/.test(text)
    if (isFence) isCode = !isCode
    const end = start + text.length
    const last = found.at(-1)
    if (!isCode && !isFence && text.trim() !== '') {
      if (last && last.end === start - 1 && !/^\s*([-|#>]|\d+\.)/.test(text)) {
        found[found.length - 1] = { ...last, text: `${last.text}\n${text}`, end }
      } else found.push({ kind: 'markdown', text, start, end, line })
    }
    start = end + 1
    return line + 1
  }, 1)
  return found
}

const isJsDoc = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstJSDocNode && kind <= ts.SyntaxKind.LastJSDocNode

/** True for `it`, `it.skip`, `it.each([…])` and their kin. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return TITLED.has(callee.text)
  if (ts.isPropertyAccessExpression(callee)) return isTest(callee.expression)
  return ts.isCallExpression(callee) && isTest(callee.expression)
}

/** The title itself, or of `each([…])` what names each row: its first string. */
function titlesOf(call: ts.CallExpression): readonly ts.LiteralLikeNode[] {
  const [first] = call.arguments
  if (!first) return []
  if (!ts.isArrayLiteralExpression(first)) return ts.isStringLiteralLike(first) ? [first] : []
  return first.elements.flatMap((row) => {
    const name = ts.isArrayLiteralExpression(row) ? row.elements[0] : row
    return name && ts.isStringLiteralLike(name) ? [name] : []
  })
}

/** Comments between a token and the one before; `//` lines that follow each other are one. */
function commentsAt(source: string, token: ts.Node): readonly ts.TextRange[] {
  const ranges = [
    // The scanner calls "trailing" what follows the token before on the same line.
    ...(ts.getTrailingCommentRanges(source, token.pos) ?? []),
    ...(ts.getLeadingCommentRanges(source, token.pos) ?? []),
  ]
  return ranges.reduce<ts.TextRange[]>((joined, { pos, end, kind }) => {
    const last = joined.at(-1)
    const isSame =
      last &&
      kind === ts.SyntaxKind.SingleLineCommentTrivia &&
      source.startsWith('//', last.pos) &&
      /^\s*$/.test(source.slice(last.end, pos)) &&
      source.slice(last.end, pos).split('\n').length === 2
    if (!isSame) return [...joined, { pos, end }]
    return [...joined.slice(0, -1), { pos: last.pos, end }]
  }, [])
}

/** A comment's words: each mark is replaced, and no line added or lost. */
const unmarked = (comment: string): string =>
  comment
    .replace(/^\/\*+|\*+\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*(\*+|\/\/+)?\s?/, ''))
    .join('\n')
