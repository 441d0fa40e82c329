import type { ContractOfferView } from '@palm/shared/api/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { ActionButton } from '../../../components/input/action-button'
import { BottomBar } from '../../../components/layout/bottom-bar'
import { Notice } from '../../../components/state/notice'
import { showContract } from '../../../navigation'
import { useStores } from '../../../stores/app-stores'
import type { ContractsStore } from '../../../stores/contracts-store'
import { SigningStore } from './signing-store'
import { wordsFor } from '@palm/client/words/refusals/refusals'

interface SignBarProps {
  readonly contracts: ContractsStore
  readonly offer: ContractOfferView
}

/** The box may be screens below the button: a tap on the button leads to it. */
const showBox = () => void Taro.pageScrollTo({ selector: '#agree', duration: 200 })

/** Read, tick, sign. */
export const SignBar = observer(function SignBar({ contracts, offer }: SignBarProps) {
  const stores = useStores()
  const [signing] = useState(() => new SigningStore(stores))
  const sign = async () => {
    const contractId = await signing.sign(offer)
    if (contractId) await showContract(contractId)
    else await contracts.loadOffers()
  }
  return (
    <View>
      {signing.refusal && (
        <Notice tone='danger' words={wordsFor(signing.refusal)} id='sign-refused' />
      )}
      <View
        className='card agree'
        id='agree'
        role='checkbox'
        aria-checked={signing.agreed}
        onClick={signing.toggleAgreed}
      >
        <View className={signing.agreed ? 'agree__box agree__box--ticked' : 'agree__box'} />
        <View className='agree__words'>我已阅读并同意条款</View>
      </View>
      <BottomBar>
        <ActionButton
          id='sign'
          kind={signing.agreed ? 'main' : 'plain'}
          label={signing.agreed ? '签约' : '请先勾选同意'}
          loading={signing.signing}
          onTap={() => (signing.agreed ? void sign() : showBox())}
        />
      </BottomBar>
    </View>
  )
})
