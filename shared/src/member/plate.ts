/** Short names of provinces, as they begin a plate. */
const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]'
/** Plates have no I and no O, which would be read as digits. */
const LETTER = '[A-HJ-NP-Z]'
const SIGN = '[A-HJ-NP-Z0-9]'

/** Forms of plates (GA 36-2018; those of the armed forces have their own rules). */
const FORMS = {
  ordinary: `${PROVINCE}${LETTER}${SIGN}{5}`,
  newEnergy: `${PROVINCE}${LETTER}[A-HJK]${SIGN}[0-9]{4}`,
  newEnergyLarge: `${PROVINCE}${LETTER}[0-9]{5}[A-HJK]`,
  policeLearnerTrailer: `${PROVINCE}${LETTER}${SIGN}{4}[警学挂]`,
  hongKongMacao: `粤Z${SIGN}{4}[港澳]`,
  consulate: `${PROVINCE}${LETTER}${SIGN}{4}领`,
  embassy: '[0-9]{6}使|使[0-9]{6}',
  armedPolice: `WJ${PROVINCE}?[0-9]{4}[0-9A-HJ-NP-Z]`,
  military: `${LETTER}{2}[0-9]{5}`,
} as const

const PLATE = new RegExp(`^(${Object.values(FORMS).join('|')})$`)

/** 车牌, in capital letters and without the dot. */
export const isPlate = (text: string): boolean => PLATE.test(text)

/** `京a·12345` → `京A12345`: as a plate is stored. */
export const plateOf = (typed: string): string => typed.toUpperCase().replace(/[\s·•.-]/g, '')

/** `京A·12345`, as on the plate itself. */
export const shownPlate = (plate: string): string =>
  new RegExp(`^${PROVINCE}`).test(plate) ? `${plate.slice(0, 2)}·${plate.slice(2)}` : plate
