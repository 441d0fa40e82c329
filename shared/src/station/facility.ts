/** 设施: offered at a station besides fuel. */
export const FACILITIES = ['shop', 'toilet', 'car-wash', 'charging', 'air', 'lounge'] as const
export type Facility = (typeof FACILITIES)[number]
