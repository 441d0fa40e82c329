import type { CalledBy } from './functions'
import type { Trigger } from './identity'

const SOURCES: Readonly<Record<Trigger, string>> = {
  wechat: '来自微信',
  http: '来自 HTTP',
  timer: '定时触发',
  function: '来自云函数',
  admin: '来自管理端',
}

/** How a call is shown to people: what ran, who asked, how it ended and what it cost. */
export function wordsOfCall(
  name: string,
  event: unknown,
  by: CalledBy,
  { billed, outcome }: { outcome: string; billed: number },
): { title: string; detail: string } {
  const source = by.detail ?? SOURCES[by.trigger]
  const ending = outcome === 'OK' ? '' : ` · ${outcome}`
  return {
    title: `云函数 ${actionOf(event) ?? name}`,
    detail: `${source}${ending} · 计费调用 ${billed} 次`,
  }
}

/** Many functions are told by a field of this name what is wanted of them. */
function actionOf(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('action' in event)) return null
  return typeof event.action === 'string' ? event.action.slice(0, 60) : null
}
