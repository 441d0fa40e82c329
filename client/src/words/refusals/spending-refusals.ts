import type { RefusalWords } from './refusal-words'

/** Messages about exported files. */
export const SPENDING_REFUSALS = {
  'spending/nothing-to-export': {
    what: '这段时间没有加油和收支',
    next: '没有导出。换一个月或一年再试。',
  },
  'spending/too-many-rows': ({ maxCount }) => ({
    what: `一个文件最多 ${maxCount} 行`,
    next: '没有导出。请切到某个月，按月导出。',
  }),
} satisfies Partial<RefusalWords>
