import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { dateTime } from '../gateway/china-time'
import { toYuan } from '../gateway/yuan'
import { amountInWords } from './amount-in-words'

/** Content of a sheet. */
export interface Sheet {
  readonly fapiaoNumber: string
  readonly issuedAtMs: number
  readonly seller: Party
  readonly buyer: Party
  readonly lines: readonly SheetLine[]
  readonly totalFen: number
  /** Printed by fuel: 成品油. */
  readonly isFuel: boolean
  /** Number of the red invoice, if it was reversed. */
  readonly redNumber: string | null
}

interface Party {
  readonly name: string
  readonly taxNumber: string
}

export interface SheetLine {
  readonly name: string
  readonly unit: string
  readonly quantity: string
  readonly unitPrice: string
  readonly amountFen: number
  readonly taxRate: string
  readonly taxFen: number
}

const INK = '#1F2933'
const BROWN = '#8A4B14'
const RED = '#C03A2B'
const [LEFT, RIGHT] = [36, 576]
const WIDTH = RIGHT - LEFT

/** x, width, alignment and heading of a column. */
const COLUMNS = [
  [LEFT, 150, 'left', '项目名称'],
  [188, 34, 'center', '单位'],
  [222, 84, 'right', '数量'],
  [306, 84, 'right', '单价'],
  [390, 74, 'right', '金额'],
  [464, 46, 'center', '税率'],
  [510, 66, 'right', '税额'],
] as const

/**
 * A sample of an electronic invoice 电子发票, marked as one over its whole face. Its font has all of
 * GB 2312, of which pdfkit embeds the letters used.
 */
export async function drawSheet(sheet: Sheet): Promise<Buffer> {
  // Loaded when the first sheet is drawn: few of those who start the stack need one.
  const { default: Pdf } = await import('pdfkit')
  const pdf = new Pdf({
    size: [612, 396],
    margin: 0,
    info: { Title: `发票 ${sheet.fapiaoNumber}` },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve))
  pdf.registerFont('sc', join(FONTS, 'NotoSansHans-Regular.otf')).font('sc')
  drawHead(pdf, sheet)
  drawParties(pdf, sheet)
  drawTable(pdf, sheet)
  drawFoot(pdf, sheet)
  drawMark(pdf, sheet)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

const require = createRequire(__filename)
const FONTS = join(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts')

type Pdf = PDFKit.PDFDocument

function text(pdf: Pdf, words: string, [x, y, width]: readonly number[], more: object = {}): void {
  pdf.text(words, x, y, { width: width ?? WIDTH, lineBreak: false, ...more })
}

function drawHead(pdf: Pdf, { fapiaoNumber, isFuel, issuedAtMs }: Sheet): void {
  pdf.fillColor(BROWN).fontSize(18)
  text(pdf, '电子发票（普通发票）', [LEFT, 26, WIDTH], { align: 'center' })
  pdf.moveTo(216, 54).lineTo(396, 54).moveTo(216, 57).lineTo(396, 57).stroke(BROWN)
  pdf.fontSize(8.5).fillColor(INK)
  text(pdf, `发票号码：${fapiaoNumber}`, [420, 30, 160])
  text(pdf, `开票日期：${dateTime(issuedAtMs).slice(0, 10)}`, [420, 45, 160])
  if (isFuel) text(pdf, '成品油', [LEFT, 34, 80])
}

function drawParties(pdf: Pdf, { buyer, seller }: Sheet): void {
  pdf.lineWidth(0.8).strokeColor(BROWN).rect(LEFT, 72, WIDTH, 56).stroke()
  pdf.moveTo(306, 72).lineTo(306, 128).stroke()
  for (const [at, label, party] of [
    [LEFT, '购买方', buyer],
    [306, '销售方', seller],
  ] as const) {
    pdf.fillColor(BROWN).fontSize(8.5)
    text(pdf, label, [at + 8, 80, 60])
    pdf.fillColor(INK)
    text(pdf, `名称：${party.name}`, [at + 48, 80, 220])
    text(pdf, `统一社会信用代码/纳税人识别号：`, [at + 48, 96, 220])
    text(pdf, party.taxNumber === '' ? '——' : party.taxNumber, [at + 48, 110, 220])
  }
}

function drawTable(pdf: Pdf, { lines, totalFen }: Sheet): void {
  pdf.rect(LEFT, 128, WIDTH, 178).stroke(BROWN)
  pdf.fontSize(8.5).fillColor(BROWN)
  for (const [x, width, align, heading] of COLUMNS)
    text(pdf, heading, [x + 4, 134, width - 8], { align })
  pdf.fillColor(INK).fontSize(lines.length > 6 ? 7 : 8.5)
  const step = lines.length > 6 ? 12 : 18
  lines.forEach((line, n) => drawLine(pdf, line, 152 + n * step))
  const [amountFen, taxFen] = [sum(lines, 'amountFen'), sum(lines, 'taxFen')]
  pdf.fillColor(BROWN).fontSize(8.5)
  text(pdf, '合　计', [LEFT + 4, 290, 140], { align: 'center' })
  pdf.fillColor(INK)
  text(pdf, `¥${toYuan(amountFen)}`, [394, 290, 66], { align: 'right' })
  text(pdf, taxFen === 0 ? '***' : `¥${toYuan(taxFen)}`, [514, 290, 58], { align: 'right' })
  pdf.rect(LEFT, 306, WIDTH, 24).stroke(BROWN)
  pdf.fillColor(BROWN)
  text(pdf, '价税合计（大写）', [LEFT + 8, 312, 100])
  text(pdf, '（小写）', [404, 312, 60])
  pdf.fillColor(INK).fontSize(10)
  text(pdf, `⊗ ${amountInWords(totalFen)}`, [150, 311, 240])
  text(pdf, `¥${toYuan(totalFen)}`, [450, 311, 120])
}

function drawLine(pdf: Pdf, line: SheetLine, y: number): void {
  const cells = [
    ...[line.name, line.unit, line.quantity, line.unitPrice, toYuan(line.amountFen)],
    ...[line.taxRate, line.taxFen === 0 ? '***' : toYuan(line.taxFen)],
  ]
  COLUMNS.forEach(([x, width, align], n) => {
    text(pdf, cells[n]!, [x + 4, y, width - 8], { align })
  })
}

function drawFoot(pdf: Pdf, { redNumber }: Sheet): void {
  pdf.rect(LEFT, 330, WIDTH, 30).stroke(BROWN)
  pdf.fillColor(INK).fontSize(8.5)
  const red = redNumber === null ? '' : `已红冲，红字发票号码 ${redNumber}。`
  text(pdf, `备注：${red}样张，仅供演示，不能报销。`, [LEFT + 8, 339, WIDTH])
}

/** Across the face, so that no copy passes for a real one. */
function drawMark(pdf: Pdf, { redNumber }: Sheet): void {
  pdf.save().fillColor(RED).fillOpacity(0.16).fontSize(96)
  pdf.rotate(-18, { origin: [306, 200] })
  text(pdf, redNumber === null ? '样　张' : '已红冲 样张', [LEFT, 140, WIDTH], { align: 'center' })
  pdf.restore()
}

const sum = (lines: readonly SheetLine[], of: 'amountFen' | 'taxFen'): number =>
  lines.reduce((all, line) => all + line[of], 0)
