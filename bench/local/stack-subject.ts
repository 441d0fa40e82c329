import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insert } from '@palm/local/cloudbase/database/update/insert-document'
import { parseDeployment } from '@palm/local/deployment'
import type { Stack } from '@palm/local/running-stack'
import { startStack } from '@palm/local/stack'
import { presentSubject } from '../subject'
import { documentAt } from './documents'
import { collectionOf, SIZES } from './sizes'

/** A stack on disk with collections up to `SIZE_MAX`, filled before it is ready. */
export interface StackReady {
  readonly cloudbaseUrl: string
}

const BATCH = 2000

const sizes = SIZES.filter((size) => size <= Number(process.env['SIZE_MAX']))

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'palm-bench-'))
  const indexes = [
    { name: 'member', keys: { memberId: 1, createdAtMs: -1 } },
    { name: 'place', keys: { at: '2dsphere' } },
  ]
  const collections = Object.fromEntries(sizes.map((size) => [collectionOf(size), { indexes }]))
  const stack = await startStack({
    dataDir,
    deployment: parseDeployment({ collections }),
    bundlesDir: dataDir,
  })
  for (const size of sizes) await fill(stack, size)
  const ready: StackReady = { cloudbaseUrl: String(stack.urls['cloudbase']) }
  presentSubject(ready, {
    async close() {
      await stack.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  })
}

/** Straight into the database: over HTTP a million would take an hour. */
async function fill({ database }: Stack, size: number): Promise<void> {
  const table = database.catalog.table(collectionOf(size))
  for (let first = 0; first < size; first += BATCH) {
    await database.run(undefined, (session) => {
      for (let n = first; n < Math.min(first + BATCH, size); n++)
        insert(session, table, documentAt(n, size))
    })
    await new Promise((resolve) => setImmediate(resolve)) // allows a group commit
  }
}

void main()
