import type { ContractView, SignedText } from '@palm/shared/api/contract'
import { validWords } from './contract-progress'
import { benefitWords, promiseWords } from './contract-terms'
import { dateOf, timeToTheSecond } from '../times'

export interface CertificateLine {
  readonly label: string
  readonly value: string
}

/** 合约凭证: what proves a contract, line by line. */
export function certificateLines(
  contract: ContractView,
  { operatorName }: Pick<SignedText, 'operatorName'>,
  driverName: string,
): readonly CertificateLine[] {
  const { contractId, state, textHash, version } = contract
  const signedAtMs = 'signing' in state ? state.signing.signedAtMs : null
  return [
    { label: '合约', value: contract.title },
    { label: '合约编号', value: contractId.slice('contract:'.length).toUpperCase() },
    { label: '甲方（油站）', value: operatorName },
    { label: '乙方（车主）', value: driverName },
    ...(signedAtMs === null
      ? []
      : [{ label: '签约时间', value: `${dateOf(signedAtMs)} ${timeToTheSecond(signedAtMs)}` }]),
    { label: '有效期', value: validWords(contract) },
    { label: '车主承诺', value: promiseWords(contract) },
    { label: '车主得到', value: benefitWords(contract) },
    { label: '条款版本', value: `第 ${version} 版` },
    { label: '条款校验码', value: textHash },
  ]
}

/** The same as text, to be kept or sent. */
export const certificateText = (
  lines: readonly CertificateLine[],
  paragraphs: readonly string[],
): string =>
  ['掌上加油 合约凭证', ...lines.map(({ label, value }) => `${label}：${value}`), '', ...paragraphs]
    .join('\n')
    .trim()
