import type { DataCell, DataSheet } from '@palm/shared/api/privacy'
import { type Fen, fen, plainYuan } from '@palm/shared/kernel/fen'
import { type Id, idLetters } from '@palm/shared/kernel/id'
import { type EpochMs, formatChinaTime } from '@palm/shared/kernel/instant'

/** A number is written with so many decimals, from a whole number of its smallest unit. */
export type Cell = DataCell

export type Sheet = DataSheet

/** `2026-11-21 14:05:32`, in China. */
export const time = (atMs: EpochMs): string => formatChinaTime(atMs).slice(0, 19).replace('T', ' ')

export const orderNumber = (id: Id<string>): string => idLetters(id).toUpperCase()

export const yuan = (amountFen: Fen): Cell => ({ units: amountFen, decimals: 2 })

/** To the resolution of a pump. */
export const litres = (volumeMl: number): Cell => ({
  units: Math.round(volumeMl / 10),
  decimals: 2,
})

/** `-12.50`, exact. */
export const decimalOf = ({ units }: { readonly units: number }): string => plainYuan(fen(units))
