/** Roles at stations, of persons in the mini-program. A station's staff see only their stations. */
export const STATION_ROLES = ['attendant', 'manager', 'headquarters'] as const
export type StationRole = (typeof STATION_ROLES)[number]

/** Roles in the operator's office. */
export const OFFICE_ROLES = [
  /** Employs staff and looks after the installation. */
  'administrator',
  /** Stations, pump prices, approvals and open cases. */
  'operations',
  /** Coupons, member prices, levels, points, contracts and recharge offers. */
  'marketing',
  /** Recharge cards, halted refunds, frozen accounts: this role can create money. */
  'finance',
  /** Members' questions: explanations of orders, lost phones. */
  'support',
  /** The owner of a station that is not the operator's own: reads, and changes nothing. */
  'partner',
] as const
export type OfficeRole = (typeof OFFICE_ROLES)[number]

/** Everything that a person can be; what each role may do is a table, `policy/table.ts`. */
export type Role = StationRole | OfficeRole
export const ROLES = [...STATION_ROLES, ...OFFICE_ROLES] as const
