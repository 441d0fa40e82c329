/**
 * Trouble on order. A rule is armed through the control door and taken by the place that it names;
 * what its kind means is that place's to know and to document.
 */
export interface FaultRule {
  /** Where: `wechat-pay.notify`, `alipay.refund`, `cloudbase.admin`. */
  readonly at: string
  /** What: `lost`, `duplicate`, `timeout-after-commit`, …; `none` lets one pass, which makes scripts. */
  readonly kind: string
  /** How often before it is spent; 1 unless told. */
  readonly times?: number
  /** In how many of a hundred cases; always unless told. Drawn from the seeded generator. */
  readonly percent?: number
  /** Only where these equal what the place says of itself, e.g. `{ outTradeNo: '…' }`. */
  readonly match?: Readonly<Record<string, string>>
  /** Details for the kind, e.g. `{ delayMs: 5000 }`. */
  readonly with?: Readonly<Record<string, unknown>>
}

export interface ArmedFault extends FaultRule {
  readonly id: number
  readonly left: number
}

export interface Faults {
  arm(rule: FaultRule): number
  disarm(id: number): void
  clear(): void
  armed(): readonly ArmedFault[]
  /** The fault that strikes here now, if any; it counts as struck. The first armed goes first. */
  take(at: string, subject?: Readonly<Record<string, string>>): FaultRule | null
}

/** `random` gives numbers in [0, 1) and is seeded, so that a run can be replayed. */
export function createFaults(random: () => number): Faults {
  let rules: ArmedFault[] = []
  let ids = 0

  const strikes = (rule: ArmedFault, at: string, subject: Readonly<Record<string, string>>) =>
    rule.at === at &&
    Object.entries(rule.match ?? {}).every(([key, value]) => subject[key] === value) &&
    random() * 100 < (rule.percent ?? 100)

  return {
    arm(rule) {
      const id = ++ids
      rules.push({ ...rule, id, left: rule.times ?? 1 })
      return id
    },
    disarm(id) {
      rules = rules.filter((rule) => rule.id !== id)
    },
    clear() {
      rules = []
    },
    armed: () => rules,
    take(at, subject = {}) {
      const hit = rules.find((rule) => strikes(rule, at, subject))
      if (!hit) return null
      rules = rules.flatMap((rule) => {
        if (rule !== hit) return [rule]
        return rule.left > 1 ? [{ ...rule, left: rule.left - 1 }] : []
      })
      return hit.kind === 'none' ? null : hit
    },
  }
}
