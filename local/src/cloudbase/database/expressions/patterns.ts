import { requestFailed } from '../../cloud-error'
import { isNothing, type Named, naming, textIn } from './operands'
import type { Operator, Operators } from './scope'

interface Search {
  readonly input: string
  readonly pattern: RegExp
}

/** The text and the pattern, `null` if one of them is nothing; options count even then. */
function searchIn(name: string, named: Named): Search | null {
  const [input, regex, options] = ['input', 'regex', 'options'].map((field) => named.value(field))
  const flags = isNothing(options) ? '' : textIn(name, options)
  if (!/^[imsxu]*$/.test(flags)) throw requestFailed(`${name}: invalid flag in regex options`)
  if (regex instanceof RegExp && regex.flags !== '' && flags !== '')
    throw requestFailed(`${name}: options specified in both 'regex' and 'options' fields`)
  if (!isNothing(input)) textIn(name, input)
  if (isNothing(regex)) return null
  const source = regex instanceof RegExp ? regex.source : textIn(name, regex)
  const all = regex instanceof RegExp ? regex.flags + flags : flags
  const pattern = compiled(name, source, all)
  return isNothing(input) ? null : { input: String(input), pattern }
}

function compiled(name: string, source: string, flags: string): RegExp {
  try {
    return new RegExp(source, [...new Set(`${flags}gu`)].join(''))
  } catch (error) {
    throw requestFailed(`Invalid Regex in ${name}: ${(error as Error).message}`)
  }
}

const searching = (name: string, work: (search: Search | null) => unknown): Operator =>
  naming(name, { required: ['input', 'regex'], optional: ['options'] }, (named) =>
    work(searchIn(name, named)),
  )

/** Places are counted in code points. */
const found = (match: RegExpMatchArray) => ({
  match: match[0],
  idx: [...(match.input ?? '').slice(0, match.index)].length,
  captures: match.slice(1).map((group) => (group as string | undefined) ?? null),
})

const allIn = ({ input, pattern }: Search) => [...input.matchAll(pattern)].map(found)

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/regexFind/ and its siblings. */
export const PATTERNS: Operators = {
  $regexFind: searching('$regexFind', (search) => (search && allIn(search)[0]) ?? null),
  $regexFindAll: searching('$regexFindAll', (search) => (search ? allIn(search) : [])),
  $regexMatch: searching('$regexMatch', (search) => search !== null && allIn(search).length > 0),
}
