/**
 * 车牌, in the form that the server takes: a province's letter, a city's letter, and five of letters
 * and digits, or six on a new-energy car (GA 36).
 */
export const isPlate = (text: string): boolean => /^[\u4e00-\u9fa5][A-Z][A-Z0-9]{5,6}$/.test(text)
