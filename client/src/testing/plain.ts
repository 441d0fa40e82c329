/** A view whose amounts are plain numbers, so that tests and builders write them as literals. */
export type Plain<Value> = Value extends number
  ? number
  : Value extends string
    ? Value
    : { [Key in keyof Value]: Plain<Value[Key]> }

/** The same value with the brands that the server gives to its amounts. */
export const branded = <Value>(plain: Plain<Value>): Value => plain as Value
