import { parseDeployment } from '@palm/local/deployment'
import type { Stack } from '@palm/local/running-stack'
import { startStack } from '@palm/local/stack'
import { aStation, NOON } from '@palm/shared/testing/builders/builders'
import deployment from '../../cloudfunctions/cloud.json'
import type { Database } from '../../cloudfunctions/database/session'
import { audit } from '../../cloudfunctions/documents/audit'
import { isWhole } from '../../cloudfunctions/edge/audit'
import { operators } from '../../cloudfunctions/documents/operators'
import { stations } from '../../cloudfunctions/documents/stations'
import { operatorFor } from '../../cloudfunctions/edge/identity/operator-caller'
import { openAdminDatabase } from './admin-database'
import { runOperatorsCommand } from './operators-command'

let stack: Stack
let database: Database
beforeAll(async () => {
  const collections = parseDeployment({ collections: deployment.collections })
  stack = await startStack({ deployment: collections, bundlesDir: '/nowhere' })
  database = openAdminDatabase({ serviceUrl: `${stack.urls['cloudbase']}/admin` })
})
afterAll(() => stack.close())
beforeEach(async () => {
  await stack.reset()
  await database.put(stations, aStation({ region: '朝阳' }))
})

const run = (...args: string[]) =>
  runOperatorsCommand(database, args, { keeper: 'root', nowMs: NOON })

/** The key that was printed. */
const keyIn = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.find((line) => line.startsWith('PALM_OPERATOR_KEY='))!.split('=')[1]!

const everybody = () => database.find(operators, { where: {}, limit: 10 })

test('a person is added with a key that the edge accepts, until they are removed', async () => {
  const key = keyIn(await run('add', '--name', '李', '--role', 'finance'))
  const calls = () => operatorFor('console.issueCards', key, database)
  const called = await calls()
  expect(called).toMatchObject({ ok: true, value: { name: '李' } })
  const [li] = await everybody()
  expect(await run('remove', li!.id)).toMatchObject({ code: 0 })
  expect(await calls()).toMatchObject({ ok: false, refusal: { code: 'session/missing' } })
  expect((await run('list')).lines).toEqual([`${li!.id}  李  财务（全部油站）  已停用`])
})

test.each<[string, string[], object]>([
  ['a region', ['--region', '朝阳'], { kind: 'region', region: '朝阳' }],
  ['stations', ['--stations', 'BJ0001'], { kind: 'stations', stationIds: ['station:bj0001'] }],
  ['all stations', [], { kind: 'all' }],
])('a grant for %s', async (_, more, reach) => {
  const roles = ['--role', 'operations', '--role', 'finance']
  expect(await run('add', '--name', '王', ...roles, ...more)).toMatchObject({ code: 0 })
  const [wang] = await everybody()
  expect(wang?.grants).toEqual([
    { role: 'operations', reach },
    { role: 'finance', reach },
  ])
})

test('adding and removing a person leaves rows in the audit chain', async () => {
  const [li] = (await run('add', '--name', '李', '--role', 'finance')).lines
  const id = li!.split(' ')[0]!
  await run('remove', id)
  const rows = await database.find(audit, {
    where: {},
    orderBy: { field: 'ordinal', direction: 'asc' },
    limit: 10,
  })
  expect(rows).toMatchObject(
    ['operators.add', 'operators.remove'].map((action) => ({
      action,
      name: 'root',
      changes: [{ collection: 'operators', id }],
    })),
  )
  expect(isWhole(rows)).toBe(true)
})

test('the key is stored nowhere', async () => {
  const key = keyIn(await run('add', '--name', '李', '--role', 'support'))
  expect(JSON.stringify(stack.documents('operators', 10))).not.toContain(key.slice(5))
})

test.each([
  [[]],
  [['constructor']],
  [['remove']],
  [['add', '--name', '李']],
  [['add', '--role', 'finance']],
  [['add', '--name', '李', '--role', 'king']],
  [['add', '--name', '李', '--role', 'attendant']],
  [['add', '--name', ' ', '--role', 'finance']],
  [['add', '--name', '李', '--role', 'finance', '--region', '朝阳', '--stations', 'bj0001']],
])('%j prints the usage and adds nobody', async (args) => {
  expect(await run(...args)).toMatchObject({ code: 2 })
  expect(await everybody()).toEqual([])
})

test.each([
  [['add', '--name', '李', '--role', 'finance', '--region', '海淀']],
  [['add', '--name', '李', '--role', 'manager', '--stations', 'bj0001,bj0009']],
  [['remove', 'operator:nobody']],
])('%j is refused and adds nobody', async (args) => {
  expect(await run(...args)).toMatchObject({ code: 1 })
  expect(await everybody()).toEqual([])
})
