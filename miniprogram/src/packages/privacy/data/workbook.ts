import type { DataCell, DataSheet } from '@palm/shared/api/privacy'
import { fen, plainYuan } from '@palm/shared/kernel/fen'
import { strToU8, zipSync } from 'fflate'

/**
 * An XLSX file (ECMA-376) of plain cells, written by the phone itself: the pages of a long history come
 * one by one, and no server holds the whole of it.
 */
export function workbookOf(sheets: readonly DataSheet[]): Uint8Array {
  const files = sheets.map((sheet, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    strToU8(sheetXml(sheet)),
  ])
  return zipSync({
    '[Content_Types].xml': strToU8(contentTypes(sheets.length)),
    '_rels/.rels': strToU8(relations([['officeDocument', 'xl/workbook.xml', 'rId1']])),
    'xl/workbook.xml': strToU8(workbookXml(sheets)),
    'xl/_rels/workbook.xml.rels': strToU8(
      relations(
        sheets.map((_, index) => [
          'worksheet',
          `worksheets/sheet${index + 1}.xml`,
          `rId${index + 1}`,
        ]),
      ),
    ),
    ...(Object.fromEntries(files) as Record<string, Uint8Array>),
  })
}

/** The same cells as text to paste into a spreadsheet, where the wallet opens none. */
export const textOf = (sheets: readonly DataSheet[]): string =>
  sheets
    .map(({ headings, name, rows }) =>
      [[name], headings, ...rows].map((row) => row.map(pastable).join('\t')).join('\n'),
    )
    .join('\n\n')

/** A pasted text that begins like a formula would be worked out. */
function pastable(cell: DataCell): string {
  const flat = textIn(cell).replace(/[\t\r\n]+/g, ' ')
  return typeof cell === 'string' && /^[=+\-@]/.test(flat) ? `'${flat}` : flat
}

const textIn = (cell: DataCell): string =>
  typeof cell === 'object' ? plainYuan(fen(cell.units)) : String(cell)

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function sheetXml({ headings, rows }: DataSheet): string {
  const all = [headings, ...rows]
  const data = all.map((row) => `<row>${row.map(cellXml).join('')}</row>`).join('')
  return `${HEAD}<worksheet xmlns="${MAIN}"><cols>${headings
    .map((_, column) => {
      const width = widthOf(all.map((row) => row[column] ?? ''))
      return `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`
    })
    .join('')}</cols><sheetData>${data}</sheetData></worksheet>`
}

/** Texts are stored as texts, so that none of them is a formula. */
const cellXml = (cell: DataCell): string =>
  typeof cell === 'string'
    ? `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
    : `<c><v>${textIn(cell)}</v></c>`

const WIDTH_MAX = 40

/** Chinese letters are twice as wide. */
const widthOf = (cells: readonly DataCell[]): number =>
  Math.min(
    WIDTH_MAX,
    cells.reduce<number>((most, cell) => {
      const width = [...textIn(cell)].reduce((sum, letter) => sum + (letter > '~' ? 2 : 1), 2)
      return Math.max(most, width)
    }, 0),
  )

const workbookXml = (sheets: readonly DataSheet[]): string =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
    .map(({ name }, index) => {
      const id = index + 1
      return `<sheet name="${escaped(name)}" sheetId="${id}" r:id="rId${id}"/>`
    })
    .join('')}</sheets></workbook>`

const relations = (targets: readonly (readonly string[])[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(
      ([kind, target, id]) =>
        `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

const contentTypes = (count: number): string =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/>${Array.from(
    { length: count },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${KIND}.worksheet+xml"/>`,
  ).join('')}</Types>`

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** XML has no form for most control characters. */
const escaped = (text: string): string =>
  text

    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? '')
