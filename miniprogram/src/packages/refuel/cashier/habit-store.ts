import type { Fen } from '@palm/shared/kernel/fen'
import type { FenPerLitre, Millilitre } from '@palm/shared/kernel/volume'
import type { Vehicle } from '@palm/shared/member/vehicle'
import { makeAutoObservable } from 'mobx'
import {
  fullTankYuan,
  type Habits,
  isLarge,
  NO_HABITS,
  type TooMuch,
  tooMuch,
  yuanOf,
} from './habits'

/** The vehicle at the pump, and the amounts that are usual for it. */
export class HabitStore {
  /** Chosen for this sale; null for the usual one, `none` for no plate. */
  private picked: Vehicle | 'none' | null = null
  /** The amount that the driver has confirmed: nobody is asked twice about one. */
  private sureOf: Fen | null = null

  constructor(private readonly read: () => Habits = () => NO_HABITS) {
    makeAutoObservable<this, 'read'>(this, { read: false }, { autoBind: true, deep: false })
  }

  get vehicles(): readonly Vehicle[] {
    return this.read().vehicles
  }

  /** Null if the driver has told of none, or shows none. */
  get vehicle(): Vehicle | null {
    return this.picked === 'none' ? null : (this.picked ?? this.vehicles[0] ?? null)
  }

  /** 上次金额, in yuan. */
  get lastYuan(): string | null {
    const { lastFillFen } = this.read()
    return lastFillFen === null ? null : yuanOf(lastFillFen)
  }

  choose(vehicle: Vehicle | null): void {
    this.picked = vehicle ?? 'none'
  }

  confirm(amountFen: Fen | null): void {
    this.sureOf = amountFen
  }

  isLarge(volumeMl: Millilitre): boolean {
    return isLarge(volumeMl, this.vehicle)
  }

  fullTankYuan(price: FenPerLitre): string | null {
    return fullTankYuan(this.vehicle, price)
  }

  /** The unusual amount to ask about; null for a usual one, and for one that the driver has confirmed. */
  tooMuch(amountFen: Fen, volumeMl: Millilitre | null): TooMuch | null {
    if (volumeMl === null || amountFen === this.sureOf) return null
    return tooMuch({ amountFen, volumeMl }, this.vehicle, this.read())
  }
}
