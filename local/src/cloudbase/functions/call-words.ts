import type { Trigger } from './identity'
import type { CalledBy } from './called-by'

const SOURCES: Readonly<Record<Trigger, string>> = {
  wechat: '来自微信',
  http: '来自 HTTP',
  timer: '定时触发',
  function: '来自云函数',
  admin: '来自管理端',
}

/** Caption of a call: function, caller, result and billed calls. */
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

/** Many functions have a field of this name for the wanted action, over HTTP in the body. */
function actionOf(event: unknown): string | null {
  const action = fieldOf(event, 'action') ?? fieldOf(parsed(fieldOf(event, 'body')), 'action')
  return typeof action === 'string' ? action.slice(0, 60) : null
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

/** Longer bodies are not parsed for a caption. */
const BODY_LENGTH_MAX = 10_000

function parsed(body: unknown): unknown {
  if (typeof body !== 'string' || body.length > BODY_LENGTH_MAX) return null
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
