import { ARITHMETIC } from './arithmetic'
import { ARRAYS } from './arrays'
import { CONDITIONS } from './conditions'
import { CONVERSION } from './conversion'
import { DATES } from './dates'
import { DOCUMENTS } from './documents'
import type { Operators } from './scope'
import { STRINGS } from './strings'
import { TOTALS_OF_OPERANDS } from './totals'

/**
 * Every operator of expressions that there is. Written down from MongoDB's manual and, where that is
 * silent about missing fields and wrong kinds of values, from what its server does
 * (github.com/mongodb/mongo, src/mongo/db/exec/expression).
 */
export const OPERATORS: Operators = {
  ...ARITHMETIC,
  ...ARRAYS,
  ...CONDITIONS,
  ...CONVERSION,
  ...DATES,
  ...DOCUMENTS,
  ...STRINGS,
  ...TOTALS_OF_OPERANDS,
}
