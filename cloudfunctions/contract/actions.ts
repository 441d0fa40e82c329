import type { ContractView } from '@palm/shared/api/contract'
import { type Contract, isRunning } from '@palm/shared/contract/contract'
import { breakEven, HISTORY_DAYS } from '@palm/shared/contract/break-even'
import { cancel, endOfPeriod, offer } from '@palm/shared/contract/sign'
import { signTemplate } from '@palm/shared/contract/template'
import { NO_FEN } from '@palm/shared/kernel/fen'
import { contractHistory, pastFills } from '@palm/shared/order/after/contract-history'
import { DAY_MS, type EpochMs, later } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import { idsOf } from '@palm/shared/member/merge/wallets'
import type { Runtime } from '../edge/runtime'
import { memberIds } from '../documents/member/members'
import { type Act, type Handlers, withContext } from '../edge/serve'
import { presentContract, presentOffer } from './present'
import { type ContractStore, openContractStore } from './store'

interface ContractContext extends Runtime {
  readonly store: ContractStore
}

export function contractHandlers(runtime: Runtime): Handlers<'contract'> {
  const context: ContractContext = { ...runtime, store: openContractStore(runtime.database) }
  return withContext(context, {
    'contract.offers': offers,
    'contract.mine': mine,
    'contract.estimate': estimate,
    'contract.history': history,
    'contract.text': textOf,
    'contract.sign': signOne,
    'contract.cancel': cancelOne,
  })
}

/** Another member's contract counts as unknown. */
const unknown = refuse({ code: 'contract/unknown' })

const offers: Act<ContractContext, 'contract.offers'> = async (context, _, { memberId }) => {
  const { clock, store } = context
  const nowMs = clock()
  const [member, templates] = await Promise.all([store.member(memberId, nowMs), store.onShow()])
  const open = templates.filter(({ signByMs }) => signByMs === null || nowMs < signByMs)
  const names = await store.namesFor(open.map(({ terms }) => terms))
  const presented = open.map((template) => {
    const { terms } = template
    const command = { contractId: 'contract:looked-at', memberId, terms, nowMs } as const
    const tried = offer(member?.contracts ?? [], { ...command, signByMs: later(nowMs, DAY_MS) })
    return presentOffer(template, tried.ok ? null : tried.refusal, names)
  })
  return ok({ offers: presented })
}

const mine: Act<ContractContext, 'contract.mine'> = async ({ clock, store }, _, { memberId }) => {
  const nowMs = clock()
  const member = await store.member(memberId, nowMs)
  const contracts = member?.contracts ?? []
  const names = await store.namesFor(contracts.map(({ terms }) => terms))
  const latestFirst = [...contracts].reverse()
  const inOrder = [
    ...latestFirst.filter(({ state }) => isRunning(state)),
    ...latestFirst.filter(({ state }) => !isRunning(state)),
  ]
  return ok({ contracts: inOrder.map((contract) => presentContract(contract, names, nowMs)) })
}

const estimate: Act<ContractContext, 'contract.estimate'> = async (
  { clock, database, store },
  { templateId },
  { memberId },
) => {
  const nowMs = clock()
  const ids = await memberIds(database, memberId)
  const [template, orders] = await Promise.all([
    store.template(templateId),
    store.ordersSince(ids, later(nowMs, -HISTORY_DAYS * DAY_MS)),
  ])
  if (!template?.onShow) return refuse({ code: 'contract/not-open' })
  const { terms } = template
  return ok({
    toMs: endOfPeriod(terms.period, nowMs),
    breakEven: breakEven(terms, pastFills(orders), nowMs),
  })
}

const history: Act<ContractContext, 'contract.history'> = async (
  { clock, store },
  { contractId },
  { memberId },
) => {
  const member = await store.member(memberId, clock())
  const contract = member?.contracts.find(({ id }) => id === contractId)
  if (!member || !contract) return unknown
  if (!('fromMs' in contract.state)) return ok({ fills: [], savedFen: NO_FEN })
  const orders = await store.ordersSince(idsOf(member), contract.state.fromMs)
  return ok(contractHistory(orders, contractId))
}

const textOf: Act<ContractContext, 'contract.text'> = async (
  { clock, credentials, store },
  { contractId },
  { memberId },
) => {
  const member = await store.member(memberId, clock())
  const contract = member?.contracts.find(({ id }) => id === contractId)
  const text = contract && (await store.text(contract.terms.textHash))
  if (!text) return unknown
  const { payees } = await credentials()
  return ok({
    title: text.title,
    paragraphs: text.paragraphs,
    operatorName: payees[0].legalName,
  })
}

const signOne: Act<ContractContext, 'contract.sign'> = async (context, request, { memberId }) => {
  const { clock, store } = context
  const { templateId, ...command } = request
  const nowMs = clock()
  const signed = await store.decide(memberId, {
    templateId,
    nowMs,
    decide: (contracts, template) =>
      signTemplate(contracts, template, { ...command, memberId, nowMs }),
  })
  return signed.ok ? ok(await view(context, signed.value, nowMs)) : signed
}

const cancelOne: Act<ContractContext, 'contract.cancel'> = async (
  context,
  { contractId },
  { memberId },
) => {
  const { clock, store } = context
  const nowMs = clock()
  const cancelled = await store.decide(memberId, {
    templateId: null,
    nowMs,
    decide: (contracts) => {
      const contract = contracts.find(({ id }) => id === contractId)
      return contract ? cancel(contract, memberId, nowMs) : unknown
    },
  })
  if (cancelled.ok) return ok(await view(context, cancelled.value, nowMs))
  const { refusal } = cancelled
  const isNone = refusal.code === 'member/unknown' || refusal.code === 'member/full'
  return isNone ? unknown : refuse(refusal)
}

async function view(
  { store }: ContractContext,
  contract: Contract,
  nowMs: EpochMs,
): Promise<ContractView> {
  return presentContract(contract, await store.namesFor([contract.terms]), nowMs)
}
