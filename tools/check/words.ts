import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exit, stderr, stdout } from 'node:process'
import { ROOT } from '../root'
import { proseOfCode, proseOfMarkdown } from '../words/prose'
import { refusedIn } from '../words/refused'

/**
 * `npm run check:words`: refuses wordings that a reader has to decode, in comments, test titles and
 * Markdown (`tools/words/patterns.ts` has the table). Exits with 1 when it finds any.
 */
const CODE = /\.([cm]?[jt]s|tsx)$/

const NOT_OURS = /(^|\/)(node_modules|dist|\.git|\.palm|\.cache)(\/|$)/

/** Paths in the repository, below a folder. */
function pathsIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (NOT_OURS.test(path)) return []
    return entry.isDirectory() ? pathsIn(path) : [path]
  })
}

const paths = pathsIn('').filter(
  // The table quotes the wordings that it refuses.
  (path) => (CODE.test(path) || path.endsWith('.md')) && path !== 'tools/words/patterns.ts',
)

const findings = paths.flatMap((path) => {
  const source = readFileSync(join(ROOT, path), 'utf8')
  const prose = CODE.test(path) ? proseOfCode(path, source) : proseOfMarkdown(source)
  return prose.flatMap(refusedIn).map((refused) => ({ path, ...refused }))
})

findings.forEach(({ path, line, words, advice }) =>
  stderr.write(`${path}:${line}: "${words}": ${advice}\n`),
)
stdout.write(`${paths.length} files, ${findings.length} refused wordings\n`)
exit(findings.length === 0 ? 0 : 1)
