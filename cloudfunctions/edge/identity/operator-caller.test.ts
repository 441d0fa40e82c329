import { removedOperator } from '@palm/shared/staff/operator'
import { NOON } from '@palm/shared/testing/builders/builders'
import { refused, valueOf } from '@palm/shared/testing/results'
import type { Operator } from '@palm/shared/staff/operator'
import type { Database } from '../../database/session'
import { operators } from '../../documents/operators'
import { aPerson, grantsOf } from '../../testing/operators'
import { operatorFor } from './operator-caller'
import { hashedKey, makeOperatorKey } from './operator-key'

const { key, operator: li } = aPerson({ name: '李', grants: grantsOf(['marketing']) })

/** Holds these persons, and counts reads. */
function office(...people: readonly Operator[]) {
  const reads: string[] = []
  const database = {
    async get(collection: { readonly name: string }, id: string) {
      reads.push(`${collection.name}/${id}`)
      return people.find((one) => one.id === id) ?? null
    },
  } as unknown as Pick<Database, 'get'>
  return { database, reads }
}

const askAs = (given: string, ...people: readonly Operator[]) =>
  operatorFor('console.savePrices', given, office(...people).database)

test('a key finds its person by one read, whatever the number of persons', async () => {
  const { database, reads } = office(aPerson().operator, li)
  expect(valueOf(await operatorFor('console.savePrices', key, database))).toMatchObject({
    operatorId: li.id,
    name: '李',
  })
  expect(reads).toEqual([`operators/${li.id}`])
})

test.each<[string, string, readonly Operator[]]>([
  ['garbage', 'abc.def.ghi', [li]],
  ['a key that nobody has', makeOperatorKey(), [li]],
  ['the id instead of the key', li.id, [li]],
  ['the stored hash instead of the key', `palm_${li.keyHash.slice(0, 43)}`, [li]],
  ['the key of a removed person', key, [removedOperator(li, NOON)]],
  ['a key whose id is another person’s', key, [{ ...li, keyHash: hashedKey('other').keyHash }]],
])('%s is no key', async (_, given, people) => {
  expect(await askAs(given, ...people)).toMatchObject(refused('session/missing'))
})

test('garbage costs no read', async () => {
  const { database, reads } = office(li)
  await operatorFor('console.savePrices', 'x'.repeat(48), database)
  expect(reads).toEqual([])
})

test('a person whose roles do not include the action is refused', async () => {
  const answer = await operatorFor('console.issueCards', key, office(li).database)
  expect(answer).toMatchObject(refused('caller/forbidden'))
})

test('keys are random, and their ids do not contain them', () => {
  const [one, other] = [makeOperatorKey(), makeOperatorKey()]
  expect(one).not.toBe(other)
  expect(one).toMatch(/^palm_[\w-]{43}$/)
  expect(JSON.stringify(hashedKey(one))).not.toContain(one.slice(5))
})

test('a stored person reads back unchanged', () => {
  const grants = [
    ...grantsOf(['finance']),
    ...grantsOf(['operations'], { kind: 'region', region: '北京东区' }),
    ...grantsOf(['manager'], { kind: 'stations', stationIds: ['station:bj0001'] }),
  ]
  const { operator } = aPerson({ grants })
  expect(operators.read(operators.write(operator))).toEqual(operator)
  expect(operators.read(operators.write(removedOperator(operator, NOON)))).toEqual(
    removedOperator(operator, NOON),
  )
})
