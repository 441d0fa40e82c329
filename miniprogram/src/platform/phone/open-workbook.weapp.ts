import type { ShowFile } from '../ports'
import { showFile } from './show-file'

/** WeChat's viewer opens spreadsheets, too; its menu keeps the file or sends it to a chat. */
export const openWorkbook: ShowFile | null = showFile
