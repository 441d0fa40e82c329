import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { exit, stdout } from 'node:process'
import { wxmlToJs, wxssToJs } from 'miniprogram-compiler'
import { ROOT } from '../root'

/**
 * WeChat's own compilers over every template and style sheet of the build: a phone would reject the
 * same errors. This verifies them independently of the journeys' interpreter.
 */
const DIST = join(ROOT, 'miniprogram/dist/weapp')

const problems = [...compile('templates', wxmlToJs), ...compile('style sheets', wxssToJs)]
const files = readdirSync(DIST, { recursive: true }).filter((name) =>
  /\.wx(ml|ss)$/.test(String(name)),
)
for (const problem of problems) stdout.write(`${problem}\n`)
stdout.write(`wcc and wcsc: ${files.length} files, ${problems.length} rejected\n`)
exit(problems.length > 0 || files.length === 0 ? 1 : 0)

function compile(what: string, run: (folder: string) => unknown): string[] {
  try {
    const compiled = run(DIST)
    return typeof compiled === 'string' && compiled.length > 0 ? [] : [`${what}: nothing came out`]
  } catch (error) {
    return [`${what}: ${String(error)}`]
  }
}
