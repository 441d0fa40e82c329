import { toString as drawQrCode } from 'qrcode'
import type { PrintedCode } from '../wallet/printed-code'
import { escapeText } from './markup'

/** All printed codes as a printable page: twelve per sheet of A4, one group each. */
export async function drawCodeSheets(
  title: string,
  codes: readonly PrintedCode[],
): Promise<string> {
  const groups = [...new Set(codes.map(({ group }) => group))]
  const sheets = await Promise.all(
    groups.map((name) =>
      drawSheet(
        name,
        codes.filter(({ group }) => group === name),
      ),
    ),
  )
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeText(title)}</title>
    <link rel="icon" href="data:,">
    <style>${STYLE}</style>
  </head>
  <body>
    <header>
      <h1>${escapeText(title)}</h1>
      <p>${groups.length} 组，${codes.length} 个码</p>
      <button type="button" onclick="print()">打印</button>
    </header>
    ${sheets.join('\n    ')}
  </body>
</html>
`
}

async function drawSheet(name: string, codes: readonly PrintedCode[]): Promise<string> {
  const figures = await Promise.all(codes.map(drawFigure))
  return `<section><h2>${escapeText(name)}</h2><div>${figures.join('')}</div></section>`
}

async function drawFigure({ label, link, note }: PrintedCode): Promise<string> {
  const picture = await drawQrCode(link, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
  return `<figure>${picture}<figcaption><strong>${escapeText(label)}</strong><b>${escapeText(note)}</b><span>${escapeText(link.replace(/^https?:\/\//, ''))}</span></figcaption></figure>`
}

const STYLE = `
  * { box-sizing: border-box; margin: 0; }
  body {
    padding: 24px; background: #f4f6f5; color: #13201a;
    font: 14px/1.5 -apple-system, BlinkMacSystemFont, 'PingFang SC', 'Noto Sans SC', 'Source Han Sans SC', sans-serif;
  }
  header { display: flex; align-items: center; gap: 16px; max-width: 190mm; margin: 0 auto 24px; }
  header h1 { font-size: 28px; }
  header p { flex: 1; color: #55635c; }
  header button {
    height: 44px; padding: 0 24px; font: inherit; color: #fff; cursor: pointer;
    background: #0b6e4f; border: 0; border-radius: 24px;
  }
  section { max-width: 190mm; margin: 0 auto 24px; padding: 10mm; background: #fff; border-radius: 12px; }
  h2 { padding-bottom: 6mm; font-size: 20px; }
  section > div { display: grid; grid-template-columns: repeat(4, 1fr); gap: 5mm; }
  figure { padding: 4mm; text-align: center; border: 1px solid #e3e8e5; border-radius: 12px; break-inside: avoid; }
  figure svg { display: block; width: 100%; height: auto; }
  figcaption strong, figcaption b { display: block; }
  figcaption strong { margin-top: 4mm; font-size: 20px; }
  figcaption b { font-weight: 400; }
  figcaption span { font-size: 12px; color: #55635c; overflow-wrap: anywhere; }
  @page { size: A4; margin: 10mm; }
  @media print {
    body { padding: 0; background: none; }
    header { display: none; }
    section { max-width: none; margin: 0; padding: 0; break-after: page; }
  }
`
