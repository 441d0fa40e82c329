import { z } from 'zod'
import { readOne } from './revision'
import { checked, type SdkDatabase } from './sdk-answer'
import type {
  Collection,
  Condition,
  Document,
  Find,
  Group,
  GroupBy,
  Totals,
  TotalsBy,
  Where,
} from './session'

export type ReportUnreadable = (collection: string, id: string) => Promise<void>

export async function find<Value>(
  sdk: SdkDatabase,
  collection: Collection<Value>,
  { anyOf, limit, orderBy, where }: Find,
  report: ReportUnreadable,
): Promise<Value[]> {
  const conditionsOf = conditionsFor(sdk)
  const all = conditionsOf(where)
  const matching = sdk
    .collection(collection.name)
    .where(anyOf ? sdk.command.or(anyOf.map((one) => ({ ...all, ...conditionsOf(one) }))) : all)
  const ordered = orderBy ? matching.orderBy(orderBy.field, orderBy.direction) : matching
  const { data } = checked(await ordered.limit(limit).get())
  const values: Value[] = []
  for (const document of data as Document[]) {
    const value = readable(collection, document)
    if (value) values.push(value.value)
    else await report(collection.name, String(document._id))
  }
  return values
}

function readable<Value>(collection: Collection<Value>, document: Document) {
  try {
    return { value: readOne(collection, document) }
  } catch {
    return null
  }
}

const groupsForm = z.array(z.object({ _id: z.string(), count: z.int(), sum: z.int() }))

export async function groups(
  sdk: SdkDatabase,
  { name }: Pick<Collection<unknown>, 'name'>,
  { by, sum, where }: GroupBy,
): Promise<Group[]> {
  const total = sdk.command.aggregate
  const { data } = checked(
    // eslint-disable-next-line no-restricted-syntax -- totals for screens and reports; no write depends on them
    await sdk
      .collection(name)
      .aggregate()
      .match(conditionsFor(sdk)(where))
      .group({ _id: `$${by}`, count: total.sum(1), sum: total.sum(`$${sum}`) })
      .end(),
  )
  return groupsForm.parse(data).map(({ _id, ...totals }) => ({ value: _id, ...totals }))
}

const totalsForm = z.array(
  z.object({ _id: z.union([z.string(), z.int()]), count: z.int() }).catchall(z.int()),
)

export async function totals<Name extends string>(
  sdk: SdkDatabase,
  { name }: Pick<Collection<unknown>, 'name'>,
  { by, sums, where }: TotalsBy<Name>,
): Promise<Totals<Name>[]> {
  const names = Object.keys(sums) as Name[]
  const { aggregate } = sdk.command
  const summed = names.map((sum) => [sum, aggregate.sum(firstOf(sdk, sums[sum]))])
  const output = { count: aggregate.sum(1), ...Object.fromEntries(summed) }
  // eslint-disable-next-line no-restricted-syntax -- totals for screens; no write depends on them
  const matching = sdk.collection(name).aggregate().match(conditionsFor(sdk)(where))
  const summing = by.bounds
    ? matching.bucket({ groupBy: `$${by.field}`, boundaries: [...by.bounds], output })
    : matching.group({ _id: `$${by.field}`, ...output })
  const { data } = checked(await summing.end())
  return totalsForm.parse(data).map(({ _id: value, count, ...found }) => ({
    value,
    count,
    sums: Object.fromEntries(names.map((sum) => [sum, found[sum] ?? 0])) as Record<Name, number>,
  }))
}

/** The first of these fields that a document has. */
const firstOf = (sdk: SdkDatabase, [path, ...others]: readonly [string, ...string[]]): unknown => {
  const [next, ...rest] = others
  if (next === undefined) return `$${path}`
  return sdk.command.aggregate.ifNull([`$${path}`, firstOf(sdk, [next, ...rest])])
}

/** Conditions in the form of the SDK. */
function conditionsFor({ command }: SdkDatabase) {
  const conditionOf = (condition: Condition) => {
    if (typeof condition !== 'object') return command.eq(condition)
    if ('in' in condition) return command.in([...condition.in])
    if ('missing' in condition) return command.exists(false)
    if ('below' in condition) return command.lt(condition.below)
    if ('atLeast' in condition) return command.gte(condition.atLeast)
    const atMost = command.lte(condition.atMost)
    return 'above' in condition ? command.gt(condition.above).and(atMost) : atMost
  }
  return (fields: Where): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).map(([field, one]) => [field, conditionOf(one)]))
}
