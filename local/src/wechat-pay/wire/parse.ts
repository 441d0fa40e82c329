import type { z } from 'zod'
import { ok, refuse, type Result } from '../../gateway/result'
import type { WechatPayRefusal } from './refusal'

/** Position of a value in a request: in a body its JSON pointer is reported, elsewhere its name. */
export type Location = 'body' | 'query' | 'url'

/** Parses one part of a request, or refuses its first error as WeChat Pay would. */
export function parseAs<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  location: Location,
): Result<z.infer<Schema>, WechatPayRefusal> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  if (issue === undefined) throw new Error('a failed parse names no issue')
  const extra = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = [...issue.path, ...(extra === undefined ? [] : [extra])]
  return refuse(
    paramError(location, path, valueAt(input, path), issue.message, extra !== undefined),
  )
}

/** An error that no schema detects. */
export function paramError(
  location: Location,
  path: readonly PropertyKey[],
  value: unknown,
  issue: string,
  isExtra = false,
): WechatPayRefusal {
  const field = location === 'body' ? `/${path.join('/')}` : path.join('.')
  const message = isExtra
    ? `参数中含有非法的额外参数：${field}`
    : `输入源“/${location}/${path.join('/')}”映射到值字段校验失败，${issue}`
  const number = isExtra ? 270924358 : 268435461
  const told = typeof value === 'object' || value === undefined ? null : value
  return {
    status: 400,
    code: 'PARAM_ERROR',
    message,
    number,
    detail: { field, value: told, issue, location },
  }
}

/** Only own properties are read: the path of an unknown field is chosen by the caller. */
function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined
    return Object.getOwnPropertyDescriptor(value, key)?.value
  }, input)
}
