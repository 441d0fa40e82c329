/** Documents in a collection; what a query costs must not grow with it. */
export const SIZES = [1_000, 100_000, 1_000_000] as const

export const collectionOf = (size: number) => `of_${size}`
