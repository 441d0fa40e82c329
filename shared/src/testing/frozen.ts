/** Freezes the value deeply, so that a later mutation throws. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  if (value instanceof Map) value.forEach(frozen)
  else Object.values(value).forEach(frozen)
  return value
}
