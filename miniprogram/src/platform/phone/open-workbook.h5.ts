import type { OpenWorkbook } from '../ports'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A browser downloads it. */
export const openWorkbook: OpenWorkbook | null = ({ base64, name }) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: XLSX }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
  return Promise.resolve(true)
}
