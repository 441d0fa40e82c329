import { requestFailed } from '../../cloud-error'
import { type Document, isDocument, typeName } from '../value/bson-value'
import { fieldOf } from '../value/path'
import { evaluate } from './evaluate'
import { documentIn, isNothing, named, naming, type Named } from './operands'
import type { Operator, Operators } from './scope'

/** A field by a name that may hold dots and dollars, of the document at hand unless told. */
const getField: Operator = (operand, scope) => {
  const isNamed = isDocument(operand) && 'field' in operand
  const given = isNamed ? named(operand, scope) : null
  const field = given ? given.value('field') : evaluate(operand, scope)
  if (typeof field !== 'string')
    throw requestFailed(
      `$getField requires 'field' to evaluate to a string, found ${typeName(field)}`,
    )
  const input = given?.has('input') ? given.value('input') : scope.root
  return isNothing(input) ? input : fieldOf(input, field)
}

function withField(name: string, named: Named, value: unknown): Document | null {
  const field = named.value('field')
  if (typeof field !== 'string')
    throw requestFailed(
      `${name} requires 'field' to evaluate to a string, found ${typeName(field)}`,
    )
  const input = named.value('input')
  if (isNothing(input)) return null
  const { [field]: _, ...others } = documentIn(name, input)
  return value === undefined ? others : { ...documentIn(name, input), [field]: value }
}

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/#object-expression-operators */
export const DOCUMENTS: Operators = {
  $getField: getField,
  $setField: naming('$setField', { required: ['field', 'input', 'value'] }, (named) =>
    withField('$setField', named, named.value('value')),
  ),
  $unsetField: naming('$unsetField', { required: ['field', 'input'] }, (named) =>
    withField('$unsetField', named, undefined),
  ),
}
