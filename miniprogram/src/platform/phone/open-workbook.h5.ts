import type { ShowFile } from '../ports'
import { showFile } from './show-file'

export const openWorkbook: ShowFile | null = showFile
