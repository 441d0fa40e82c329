import type { ShowFile } from '../ports'

/** Alipay opens PDF documents only (https://help.aliyun.com/document_detail/67569.html). */
export const openWorkbook: ShowFile | null = null
