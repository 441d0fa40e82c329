import type { Box } from './geo'
import type { Range } from '../index/interval'
import { successor } from '../index/key'

/**
 * The map divided into quarters recursively: a cell of level n is a key of n bytes, each of which
 * names a quarter of the enclosing cell. So a cell's key has the keys of all enclosing cells as
 * prefixes, and its content is one range of an index. The smallest are 0.6 m wide at the equator.
 */
const LEVELS = 26

/** Maximum number of cells per query; more cells fit more closely. */
const CELLS_MAX = 16

/** Whether a cell is one of the smallest, which hold points. */
export const isPointCell = (cell: Buffer) => cell.length === LEVELS

/** The smallest cell that contains a box. */
export function cellOf(box: Box): Buffer {
  const { x0, x1, y0, y1 } = gridOf(box)
  let level = LEVELS
  while (x0 >> (LEVELS - level) !== x1 >> (LEVELS - level)) level--
  while (y0 >> (LEVELS - level) !== y1 >> (LEVELS - level)) level--
  return keyOf(x0, y0, level)
}

/**
 * Index ranges of the cells that overlap one of the boxes. With points only, larger cells are
 * empty.
 */
export function rangesOver(boxes: readonly Box[], onlyPoints: boolean): Range[] {
  const ranges = new Map<string, Range>()
  for (const cell of boxes.flatMap(coverOf)) {
    ranges.set(cell.toString('latin1'), { lower: cell, upper: end(cell) })
    for (let level = 0; level < cell.length && !onlyPoints; level++) {
      const around = cell.subarray(0, level)
      const name = around.toString('latin1')
      if (!ranges.has(name)) ranges.set(name, { lower: around, upper: afterItself(around) })
    }
  }
  return merged([...ranges.values()])
}

/** Joins adjacent ranges. */
function merged(ranges: readonly Range[]): Range[] {
  const whole: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.lower.compare(b.lower))) {
    const last = whole.at(-1)
    if (last?.upper.equals(range.lower)) whole.splice(-1, 1, { ...last, upper: range.upper })
    else whole.push(range)
  }
  return whole
}

/** A few cells that together contain a box. */
function coverOf(box: Box): Buffer[] {
  const { x0, x1, y0, y1 } = gridOf(box)
  const count = (from: number, to: number, shift: number) => (to >> shift) - (from >> shift) + 1
  let shift = 0
  while (count(x0, x1, shift) * count(y0, y1, shift) > CELLS_MAX) shift++
  const cells: Buffer[] = []
  for (let x = x0 >> shift; x <= x1 >> shift; x++)
    for (let y = y0 >> shift; y <= y1 >> shift; y++)
      cells.push(keyOf(x << shift, y << shift, LEVELS - shift))
  return cells
}

/** The smallest cells in its corners. */
const gridOf = ({ east, north, south, west }: Box) => ({
  x0: stepOf((west + 180) / 360),
  x1: stepOf((east + 180) / 360),
  y0: stepOf((south + 90) / 180),
  y1: stepOf((north + 90) / 180),
})

const stepOf = (part: number) =>
  Math.max(0, Math.min(2 ** LEVELS - 1, Math.floor(part * 2 ** LEVELS)))

function keyOf(x: number, y: number, level: number): Buffer {
  const key = Buffer.alloc(level)
  for (let i = 0; i < level; i++) {
    const bit = LEVELS - 1 - i
    key[i] = 1 + ((x >> bit) & 1) * 2 + ((y >> bit) & 1)
  }
  return key
}

const end = (cell: Buffer) => (cell.length > 0 ? successor(cell) : Buffer.from([255]))
const afterItself = (cell: Buffer) => Buffer.concat([cell, Buffer.from([0])])
