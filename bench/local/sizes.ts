/** Numbers of documents in a collection; the cost of a query must not grow with them. */
export const SIZES = [1_000, 100_000, 1_000_000] as const

export const collectionOf = (size: number) => `of_${size}`
