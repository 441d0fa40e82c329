import type { Reply, Sent } from '@palm/shared/api/actions'
import { ID_LETTERS } from '@palm/shared/kernel/id'
import { ALWAYS_REQUEST, aTemplateRequest } from './rules'
import { replyOf, type Scene } from './scene'

export type ContractRequest = Sent<'console.saveContractTemplate'>

/** 0.50 less for 100 litres of 92# at the first station, for ¥1,000 in 90 days. */
export const aContractRequest = (
  changes: Partial<Sent<'console.saveContractTemplate'>> = {},
): Sent<'console.saveContractTemplate'> => ({
  id: 'contract-template:taxi',
  title: '每升优惠合约',
  benefit: { kind: 'per-litre', offPerLitre: 50, limitMl: 100_000 },
  promise: { unit: 'fen', amountFen: 100_000 },
  period: { kind: 'days', days: 90 },
  condition: { ...ALWAYS_REQUEST, stationIds: ['station:bj0001'], gradeIds: ['petrol-92'] },
  milestones: [{ at: 2_000, couponTemplateIds: ['coupon-template:full-200'] }],
  coolingOffDays: 7,
  outcome: { growthFen: 50_000, breachGrowthFen: 20_000, breachPauseDays: 30 },
  funding: [{ party: 'hq', weight: 1 }],
  paragraphs: ['九十天内在指定油站加满一千元。', '没有完成不补差价。'],
  signByMs: null,
  onShow: true,
  ...changes,
})

export const contractId = (tail: string) => `contract:${tail.padStart(ID_LETTERS, '0')}`

/** Saves it, with the coupon of its milestones. */
export async function saveContract(scene: Scene, changes: Partial<ContractRequest> = {}) {
  const operator = await scene.operator()
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest()))
  return operator('console.saveContractTemplate', aContractRequest(changes))
}

/** Zhang's signing request after reading the offer on the screen. */
export async function aSignRequest(
  { zhang }: Scene,
  changes: Partial<Sent<'contract.sign'>> = {},
): Promise<Sent<'contract.sign'>> {
  const [offer] = replyOf(await zhang('contract.offers', {})).offers
  const { templateId, textHash, version } = offer ?? NOTHING_ON_SHOW
  const read = { contractId: contractId('1'), templateId, version, textHash }
  return { ...read, consent: 'ticked', ...changes }
}

const NOTHING_ON_SHOW = { templateId: aContractRequest().id, textHash: '', version: 1 }

/** A contract signed by Zhang. */
export async function signedContract(
  scene: Scene,
  changes: Partial<ContractRequest> = {},
): Promise<Reply<'contract.sign'>> {
  replyOf(await saveContract(scene, changes))
  return replyOf(await scene.zhang('contract.sign', await aSignRequest(scene)))
}

/** ¥200 at 7.81 with 0.50 off. */
export const CONTRACT_PAYABLE = 20_000 - 1_280
