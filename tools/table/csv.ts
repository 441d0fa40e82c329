import { parse } from 'csv-parse/sync'
import { UnreadableTable } from './unreadable'

type Decoder = InstanceType<typeof TextDecoder>

const LINE_FEED = 0x0a
/** Trailing bytes of GB2312, which almost every Chinese letter in use has. */
const GB2312_BYTE_MIN = 0xa1

/** Reads a CSV file in UTF-8 or GBK, whatever ends its lines. */
export function readCsv(bytes: Buffer): string[][] {
  const text = decode(bytes)
  try {
    return parse(text, {
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
    })
  } catch {
    throw new UnreadableTable(
      '这个 .csv 文件的引号或换行不完整，读不出表格：请在 Excel 里另存一次。',
    )
  }
}

/**
 * Excel in Chinese writes CSV in GBK. UTF-8 says so itself: other bytes are hardly ever valid in it.
 * Text with a few bad bytes is damaged, not in another encoding: read as GBK it would be garbled.
 */
function decode(bytes: Buffer): string {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const gbk = new TextDecoder('gb18030', { fatal: true })
  const text = decodedBy(utf8, bytes)
  if (text !== null) return text
  if (isMostlyUtf8(bytes)) throw damaged(bytes, utf8)
  const other = hasChineseOfGbk(bytes) ? decodedBy(gbk, bytes) : null
  if (other === null) throw damaged(bytes, hasChineseOfGbk(bytes) ? gbk : utf8)
  return other
}

/** More letters that only UTF-8 writes so than bytes that it cannot read. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const count = (form: RegExp) => text.match(form)?.length ?? 0
  return count(/[\u3000-\u9fff\uff00-\uffef]/g) >= count(/\ufffd/g) && count(/[\u3000-\uffef]/g) > 0
}

/** Pairs of high bytes, more often than a high byte before a plain letter. */
function hasChineseOfGbk(bytes: Buffer): boolean {
  let pairs = 0
  let halves = 0
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < GB2312_BYTE_MIN - 1) continue
    if ((bytes[at + 1] ?? 0) >= GB2312_BYTE_MIN) pairs++
    else halves++
    at++
  }
  return pairs > halves
}

function damaged(bytes: Buffer, decoder: Decoder): UnreadableTable {
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, start)
    const stop = end === -1 ? bytes.length : end
    if (decodedBy(decoder, bytes.subarray(start, stop)) === null) break
    start = stop + 1
    line++
  }
  return new UnreadableTable(
    `第 ${line} 行里有读不出的文字(文件可能损坏了)：请改好这一行，在 Excel 里另存为「CSV UTF-8」。`,
  )
}

function decodedBy(decoder: Decoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}
