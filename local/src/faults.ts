/**
 * Fault injection. A rule is armed through the control door and taken by the place that it names,
 * which defines the meaning of its kind.
 */
export interface FaultRule {
  /** Place: `wechat-pay.notify`, `alipay.refund`, `cloudbase.admin`. */
  readonly at: string
  /**
   * Kind: `lost`, `duplicate`, `timeout-after-commit`, …; `none` lets one request pass, for
   * scripts.
   */
  readonly kind: string
  /** Number of applications; default 1. */
  readonly times?: number
  /** Probability in per cent; default 100. Drawn from the seeded generator. */
  readonly percent?: number
  /** Applies only if these equal the place's own values, e.g. `{ outTradeNo: '…' }`. */
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
  /** The fault that applies here now, if any; counts as applied. In the order of arming. */
  take(at: string, subject?: Readonly<Record<string, string>>): FaultRule | null
}

/** `random` returns numbers in [0, 1) and is seeded, so that a run can be replayed. */
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
