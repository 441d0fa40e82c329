import type { ContractView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { Notice } from '../../../components/state/notice'
import { Sheet } from '../../../components/layout/sheet'
import type { ContractsStore } from '../../../stores/contracts-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'
import { dayOf, timeOfDay } from '@palm/client/words/times'

interface StepBackProps {
  readonly contract: ContractView
  readonly contracts: ContractsStore
}

/** 冷静期: withdrawal from the contract. Its consequences are shown first, then confirmed once. */
export const StepBack = observer(function StepBack({ contract, contracts }: StepBackProps) {
  const [asking, setAsking] = useState(false)
  const { contractId, mayStepBack, state } = contract
  const step = () => {
    setAsking(false)
    void contracts.cancel(contractId)
  }
  return (
    <View>
      {contracts.refusal && (
        <Notice tone='danger' words={wordsFor(contracts.refusal)} id='step-back-refused' />
      )}
      {mayStepBack && 'coolingOffUntilMs' in state && (
        <View>
          <View className='step-back__until'>{untilWords(state.coolingOffUntilMs)}</View>
          <ActionButton
            id='step-back'
            kind='plain'
            label='冷静期内取消'
            loading={contracts.cancelling}
            onTap={() => setAsking(true)}
          />
        </View>
      )}
      <Sheet open={asking} title='取消这份合约？' onClose={() => setAsking(false)}>
        <View className='step-back__words'>
          取消后没有合约价，也不送券。没有任何费用，以后还可以再签。
        </View>
        <ActionButton id='step-back-sure' kind='danger' label='确定取消合约' onTap={step} />
      </Sheet>
    </View>
  )
})

const untilWords = (untilMs: number): string =>
  `${dayOf(untilMs)} ${timeOfDay(untilMs)} 之前，没有按合约加过油，可以取消`
