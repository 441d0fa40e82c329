import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClockFace } from '@palm/local/clock-face'
import type { ActionName, Reply, Sent } from '@palm/shared/api/actions'
import { DAY_MS, HOUR_MS } from '@palm/shared/kernel/instant'
import { openDemo } from '../tools/demo/demo'
import { callAsOperator } from '../tools/operator/operator-client'
import { openProductInstallation } from '../tools/operator/installation'
import {
  type ProductStack,
  type ProductStackOptions,
  startProductStack,
} from '../tools/operator/product-stack'
import type { Phone } from './phones/phone'

/** The product with its demo, and the people of a journey with their phones. */
export interface Stage {
  readonly product: ProductStack
  /** One phone per person; repeated calls return the same one. */
  phone(persona: PersonaName): Promise<Phone>
  /** One more phone of the same person, with a storage of its own. */
  secondPhone(persona: PersonaName): Promise<Phone>
  /** Advances time, on every phone too. */
  advance(ms: number): Promise<void>
  /** Turns the product off for months: its timers do not run then, and find what is overdue. */
  rest(ms: number): Promise<void>
  arm(at: string, kind: string, more?: object): void
  /** An act of the operator's office. */
  operate<Name extends ActionName>(action: Name, request: Sent<Name>): Promise<Reply<Name>>
  /** Issues a recharge card; returns its code. */
  issueCard(amountFen: number): Promise<string>
  close(): Promise<void>
}

export type PersonaName = 'zhang' | 'liu' | 'chen' | 'zhao' | 'wang' | 'li'

export type OpenPhone = (origin: string, persona: PersonaName) => Promise<Phone>

/** Longer than the legal minimum validity of a card. */
const FOUR_YEARS_MS = 4 * 365 * 24 * 60 * 60 * 1000

/** Eight in the evening in China, where it is 20:00 when UTC has 12:00: no journey crosses midnight. */
const startOf = (nowMs: number) =>
  Math.ceil((nowMs - 12 * HOUR_MS) / DAY_MS) * DAY_MS + 12 * HOUR_MS

/** A data folder with the demo in it, of which every journey gets a copy. */
interface Prepared {
  readonly folder: string
  readonly openedMs: number
}

let prepared: Promise<Prepared> | undefined

async function prepare(): Promise<Prepared> {
  const folder = temporaryFolder()
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const startAtMs = startOf(Date.now())
  const installation = await openProductInstallation(folder, startAtMs)
  const { stack } = await startProductStack({ dataDir: folder, installation, clock: { startAtMs } })
  await openDemo({ origin: stack.url, operatorKey: installation.operatorKeys.local })
  const openedMs = stack.clock.now()
  await stack.close()
  return { folder, openedMs }
}

const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'palm-journey-'))

/** How a stage of a series goes on from the one before. */
export type Continued = Pick<ProductStackOptions, 'kept' | 'port' | 'servicePorts'> & {
  readonly clock?: { readonly face: ClockFace; readonly startAtMs: number }
}

export async function openStage(openPhone: OpenPhone, continued: Continued = {}): Promise<Stage> {
  prepared ??= prepare()
  const { folder, openedMs } = await prepared
  const dataDir = temporaryFolder()
  cpSync(folder, dataDir, { recursive: true })
  let product = await startProductStack({
    dataDir,
    clock: { startAtMs: openedMs },
    ...continued,
  })
  const origin = product.stack.url
  const target = { origin, operatorKey: product.installation.operatorKeys.local }
  const phones = new Map<PersonaName, Phone>()
  const seconds: Phone[] = []
  const operate: Stage['operate'] = async (action, request) => {
    const answer = await callAsOperator(target, action, request)
    if (!answer.ok) throw new Error(answer.refusal.code)
    return answer.reply
  }
  const moveClocks = async () => {
    const nowMs = product.stack.clock.now()
    await Promise.all([...phones.values(), ...seconds].map((phone) => phone.clockMoved(nowMs)))
  }
  return {
    get product() {
      return product
    },
    operate,
    async phone(persona) {
      const known = phones.get(persona)
      if (known) return known
      const opened = await openPhone(origin, persona)
      phones.set(persona, opened)
      return opened
    },
    async secondPhone(persona) {
      const opened = await openPhone(origin, persona)
      seconds.push(opened)
      return opened
    },
    async advance(ms) {
      await product.stack.clock.advance(ms)
      await moveClocks()
    },
    async rest(ms) {
      const startAtMs = product.stack.clock.now() + ms
      await product.stack.close()
      const port = Number(new URL(origin).port)
      product = await startProductStack({ dataDir, port, clock: { startAtMs } })
      await moveClocks()
    },
    async issueCard(amountFen) {
      const expiresAtMs = product.stack.clock.now() + FOUR_YEARS_MS
      const cards = { count: 1, amountFen, expiresAtMs }
      return (await operate('console.issueCards', cards)).codes[0]!
    },
    arm: (at, kind, more = {}) => void product.stack.faults.arm({ at, kind, ...more }),
    async close() {
      await Promise.all([...phones.values(), ...seconds].map((phone) => phone.close()))
      await product.stack.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
