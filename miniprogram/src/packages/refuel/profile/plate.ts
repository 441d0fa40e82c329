/**
 * 车牌, in the server's format: a province character, a city letter, and five letters and digits, or
 * six for a new-energy vehicle (GA 36).
 */
export const isPlate = (text: string): boolean => /^[\u4e00-\u9fa5][A-Z][A-Z0-9]{5,6}$/.test(text)
