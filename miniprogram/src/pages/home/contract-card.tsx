import type { RunningContractView } from '@palm/shared/api/member'
import type { ContractId } from '@palm/shared/contract/contract'
import type { Pace } from '@palm/shared/contract/progress'
import { promisedWords } from '@palm/client/words/benefits/contract-terms'
import { Text, View } from '@tarojs/components'
import { ProgressRing } from '../../components/figure/progress-ring'
import { Icon } from '../../components/layout/icon'

interface ContractCardProps {
  readonly contract: RunningContractView
  readonly onOpen: (contractId: ContractId) => void
}

/** The running contract: how far, what is missing, and whether the habit is enough. */
export function ContractCard({ contract, onOpen }: ContractCardProps) {
  const { contractId, pace, title } = contract
  return (
    <View
      className='card contract-card'
      id='home-contract'
      role='link'
      onClick={() => onOpen(contractId)}
    >
      <ProgressRing size='small' fraction={pace.doneShare / 10_000}>
        <View className='contract-card__share'>{Math.floor(pace.doneShare / 100)}%</View>
      </ProgressRing>
      <View className='contract-card__words'>
        <View className='contract-card__title'>{title}</View>
        <Missing pace={pace} />
        <View className={pace.isOnPace ? 'contract-card__pace' : 'contract-card__behind'}>
          {habitWords(pace)}
        </View>
      </View>
      <Icon name='next' />
    </View>
  )
}

function Missing({ pace: { daysLeft, left, unit } }: { readonly pace: Pace }) {
  if (left === 0) return <View className='contract-card__left'>已经加够，剩 {daysLeft} 天到期</View>
  return (
    <View className='contract-card__left'>
      还差 <Text className='contract-card__figure'>{promisedWords(unit, left)}</Text>，剩 {daysLeft}{' '}
      天
    </View>
  )
}

function habitWords({ fillsLeft, isOnPace, left }: Pace): string {
  if (left === 0) return '到期就算完成'
  if (fillsLeft === null) return '在合约站加油就开始累计'
  const fills = `按您的习惯再加 ${fillsLeft} 次就完成`
  return isOnPace ? fills : `进度慢了，${fills}`
}
