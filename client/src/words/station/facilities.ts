import type { Facility } from '@palm/shared/station/facility'

export const FACILITY_WORDS: Readonly<Record<Facility, string>> = {
  shop: '便利店',
  toilet: '卫生间',
  'car-wash': '洗车',
  charging: '充电',
  air: '打气',
  lounge: '休息室',
}
