/** Mini-programs have no keyboard to act with. */
export const openKeyboard = (): void => undefined
