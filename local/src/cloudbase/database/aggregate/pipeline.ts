import { z } from 'zod'
import { requestFailed } from '../../cloud-error'
import { type Document, isDocument } from '../value/bson-value'
import { compareValues } from '../query/compare'

/**
 * Throws if MongoDB would refuse a pipeline without reading a document; mingo would run anything.
 */
export function assertPipeline(pipeline: readonly unknown[]): void {
  for (const [place, stage] of pipeline.entries()) {
    const [[name, operand] = [], ...more] = isDocument(stage) ? Object.entries(stage) : []
    if (name === undefined || more.length > 0)
      throw requestFailed('A pipeline stage specification object must contain exactly one field')
    const schema = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined
    if (!schema) throw requestFailed(`Unrecognized pipeline stage name: '${name}'`)
    const parsed = schema.safeParse(operand)
    if (!parsed.success)
      throw requestFailed(`${name}: ${parsed.error.issues[0]?.message ?? 'invalid'}`)
    if (name === '$geoNear' && place > 0)
      throw requestFailed('$geoNear is only valid as the first stage in a pipeline')
    for (const inner of pipelinesIn(operand)) assertPipeline(inner)
  }
}

/** Of `$facet`, one for each name; of `$lookup`, `pipeline`. */
function pipelinesIn(operand: unknown): unknown[][] {
  if (!isDocument(operand)) return []
  const lists = Object.values(operand).filter((value) => Array.isArray(value)) as unknown[][]
  return lists.filter((list) => list.length > 0 && list.every(isStage))
}

const isStage = (value: unknown) =>
  isDocument(value) && Object.keys(value).some((key) => Object.hasOwn(STAGES, key))

const document = z.custom<Document>(isDocument, 'the specification must be an object')
const filled = document.refine((value) => Object.keys(value).length > 0, 'it must not be empty')
const fieldPath = z.string().regex(/^\$[^$.]/, "a field path must begin with '$'")
const expression = z.unknown().refine((value) => value !== undefined, 'an expression is missing')
const name = z
  .string('a name is expected')
  .refine((text) => text !== '' && !/^\$|\0/.test(text), 'a field name must not begin with $')
const count = z.number('a number is expected').int('it must be a whole number')

const withFields = (shape: z.ZodRawShape) => document.pipe(z.looseObject(shape))

/** One operator for each field, except `_id`. */
const accumulators = document.refine(
  (value) =>
    Object.entries(value).every(
      ([field, operand]) =>
        field === '_id' ||
        (isDocument(operand) &&
          Object.keys(operand).length === 1 &&
          Object.keys(operand)[0]?.startsWith('$') === true &&
          !/[.$]/.test(field)),
    ),
  'each field must be an accumulator',
)

const boundaries = z
  .array(z.unknown(), 'boundaries must be an array')
  .min(2, 'at least two boundaries are needed')
  .refine(
    (values) => values.slice(1).every((value, i) => compareValues(values[i], value) < 0),
    'the boundaries must be in ascending order',
  )

const ways = filled.refine(
  (order) => Object.values(order).every((way) => way === 1 || way === -1),
  'a sort key must be 1 or -1',
)

/** All stages with the schemas of their operands. */
const STAGES: Readonly<Record<string, z.ZodType>> = {
  $addFields: filled,
  $set: filled,
  $unset: z.union([name, z.array(name).min(1)], 'names of fields are expected'),
  $bucket: withFields({ groupBy: expression, boundaries, output: accumulators.optional() }),
  $bucketAuto: withFields({
    groupBy: expression,
    buckets: count.min(1, 'at least one bucket is needed'),
    output: accumulators.optional(),
    granularity: z.undefined('granularity is not there').optional(),
  }),
  $count: name.refine((text) => !text.includes('.'), 'a field name must not contain a dot'),
  $facet: filled.refine(
    (facets) => Object.values(facets).every((facet) => Array.isArray(facet)),
    'each facet must be a pipeline',
  ),
  $geoNear: document,
  $group: accumulators.refine((value) => '_id' in value, 'a group specification needs an _id'),
  $limit: count.min(1, 'the limit must be positive'),
  $lookup: withFields({ from: name, as: name }).refine(
    ({ foreignField, localField, pipeline }) =>
      Array.isArray(pipeline) ||
      (typeof localField === 'string' && typeof foreignField === 'string'),
    'localField and foreignField are needed, or a pipeline',
  ),
  $match: document,
  $project: filled,
  $redact: expression,
  $replaceRoot: withFields({ newRoot: expression }),
  $replaceWith: expression,
  $sample: withFields({ size: count.min(1, 'the size must be positive') }),
  $skip: count.min(0, 'it must not be negative'),
  $sort: ways,
  $sortByCount: z.union([fieldPath, filled], 'an expression is expected'),
  $unwind: z.union(
    [
      fieldPath,
      withFields({
        path: fieldPath,
        includeArrayIndex: name.optional(),
        preserveNullAndEmptyArrays: z.boolean().optional(),
      }),
    ],
    "a path that begins with '$' is expected",
  ),
}
