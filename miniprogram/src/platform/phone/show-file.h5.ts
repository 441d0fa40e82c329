import type { ShowFile } from '../ports'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A browser keeps or shows the file itself. */
export const showFile: ShowFile = ({ base64, name }) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const address = URL.createObjectURL(
    new Blob([bytes], { type: name.endsWith('.xlsx') ? XLSX : 'application/pdf' }),
  )
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return Promise.resolve(true)
}
