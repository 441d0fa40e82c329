/** Documents per member, whatever the size of the collection. */
export const ORDERS_PER_MEMBER = 10

/** A small order, deterministic by its number. */
export const documentAt = (n: number, size: number) => ({
  _id: idAt(n),
  memberId: memberAt(n, size),
  createdAtMs: 1_790_000_000_000 + n * 1000,
  stationId: 'station:bj0001',
  gradeId: 'petrol-92',
  volumeMl: 25_610,
  amountFen: 20_000,
  version: 1,
  at: placeAt(n),
})

/** Evenly over the country, whatever the size of the collection. */
export const placeAt = (n: number) => ({
  type: 'Point',
  coordinates: [73 + 62 * fraction(n * 0.7548776662), 18 + 35 * fraction(n * 0.569840291)],
})

const fraction = (x: number) => x - Math.floor(x)

export const idAt = (n: number) => `order:${String(n).padStart(20, '0')}`

/** Members' orders are far apart, as in real data. */
export const memberAt = (n: number, size: number) =>
  `member:${String(n % (size / ORDERS_PER_MEMBER)).padStart(12, '0')}`
