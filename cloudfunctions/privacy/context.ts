import type { Runtime } from '../edge/runtime'
import type { PrivacyStore } from './store'

export interface PrivacyContext extends Runtime {
  readonly store: PrivacyStore
}
