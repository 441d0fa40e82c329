import type { ContractView } from '@palm/shared/api/contract'
import { type Contract, isRunning } from '@palm/shared/contract/contract'
import { cancel, offer } from '@palm/shared/contract/sign'
import { signTemplate } from '@palm/shared/contract/template'
import { DAY_MS, type EpochMs, later } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import type { Runtime } from '../edge/runtime'
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

const textOf: Act<ContractContext, 'contract.text'> = async (
  { clock, store },
  { contractId },
  { memberId },
) => {
  const member = await store.member(memberId, clock())
  const contract = member?.contracts.find(({ id }) => id === contractId)
  const text = contract && (await store.text(contract.terms.textHash))
  return text ? ok({ title: text.title, paragraphs: text.paragraphs }) : unknown
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
