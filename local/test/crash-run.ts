import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { seededRandom } from '../src/random'
import type { ServiceUrls } from '../src/stack'
import { appOf } from './local-app'

export interface CrashResult {
  readonly kills: number
  readonly acknowledged: number
  /** Transfers that were acknowledged and are not there. */
  readonly lost: readonly string[]
  /** Transfers of which only a part is there. */
  readonly half: readonly string[]
  /** Σ of all accounts: 0 unless something is wrong. */
  readonly sum: number
}

const ACCOUNTS = 8
const CALLERS = 8

/**
 * Moves money between accounts, each move one transaction of two accounts and two journal entries,
 * while the stack is killed again and again at a random moment; then looks at what is there.
 */
export async function crashRun({
  kills,
  seed,
}: {
  kills: number
  seed: number
}): Promise<CrashResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'crash-'))
  const random = seededRandom(seed)
  const acknowledged: string[] = []
  try {
    for (let kill = 0; kill < kills; kill++) {
      const victim = await startVictim(dataDir)
      const deathAt = acknowledged.length + 5 + Math.floor(random() * 60)
      const callers = Array.from({ length: CALLERS }, (_, caller) =>
        transferUntilDeath(victim, `${kill}.${caller}`, random, (transfer) => {
          acknowledged.push(transfer)
          if (acknowledged.length === deathAt) victim.process.kill('SIGKILL')
        }),
      )
      await Promise.all(callers)
    }
    return { kills, acknowledged: acknowledged.length, ...(await examine(dataDir, acknowledged)) }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Victim {
  readonly process: ChildProcess
  readonly urls: ServiceUrls
}

async function startVictim(dataDir: string): Promise<Victim> {
  const victim = spawn(
    process.execPath,
    ['--import', 'tsx', join(__dirname, 'crash-victim.ts'), dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(createInterface(victim.stdout), 'line')) as [string]
  return { process: victim, urls: JSON.parse(line) as ServiceUrls }
}

/** Conflicts are part of it; anything else after a kill means that the stack is gone. */
async function transferUntilDeath(
  victim: Victim,
  caller: string,
  random: () => number,
  onAcknowledged: (transfer: string) => void,
): Promise<void> {
  for (let n = 0; ; n++) {
    const transfer = `${caller}.${n}`
    const from = Math.floor(random() * ACCOUNTS)
    const to = (from + 1 + Math.floor(random() * (ACCOUNTS - 1))) % ACCOUNTS
    try {
      await move(victim.urls, transfer, `a${from}`, `a${to}`)
    } catch (error) {
      if ((error as { code?: string }).code === 'DATABASE_TRANSACTION_CONFLICT') continue
      if (victim.process.killed) return
      throw error
    }
    onAcknowledged(transfer)
  }
}

async function move(urls: ServiceUrls, transfer: string, from: string, to: string) {
  const transaction = await appOf({ urls }).database().startTransaction()
  const accounts = transaction.collection('accounts')
  const journal = transaction.collection('journal')
  for (const [side, account, amount] of [
    ['debit', from, -1],
    ['credit', to, 1],
  ] as const) {
    const { data } = await accounts.doc(account).get()
    const { balance } = (data as { balance: number } | null) ?? { balance: 0 }
    await accounts.doc(account).set({ balance: balance + amount })
    await journal.add({ _id: `${transfer}:${side}`, transfer, side, account, amount })
  }
  await transaction.commit()
}

async function examine(dataDir: string, acknowledged: readonly string[]) {
  const victim = await startVictim(dataDir)
  const db = appOf(victim).database()
  const { data: accounts } = await db.collection('accounts').get()
  const sides = new Map<string, number>()
  for (let skip = 0; ; skip += 1000) {
    const { data } = await db.collection('journal').skip(skip).limit(1000).get()
    for (const { transfer } of data as { transfer: string }[])
      sides.set(transfer, (sides.get(transfer) ?? 0) + 1)
    if (data.length < 1000) break
  }
  victim.process.kill('SIGKILL')
  return {
    lost: acknowledged.filter((transfer) => !sides.has(transfer)),
    half: [...sides].filter(([, count]) => count !== 2).map(([transfer]) => transfer),
    sum: (accounts as { balance: number }[]).reduce((sum, { balance }) => sum + balance, 0),
  }
}
