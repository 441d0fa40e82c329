import { z } from 'zod'
import { action } from '../action'
import { CloudError, invalidParam } from '../cloud-error'
import { FunctionError } from '../function-host'
import { AS_ADMIN, type Functions } from './functions'

const schema = z.object({ function_name: z.string().min(1), request_data: z.string().optional() })

/** `callFunction()` of the SDK. From within a function, it runs for the same user. */
export const invokeFunction = (functions: Functions) =>
  action(null, schema, async ({ function_name, request_data }, { running }) => {
    const event = request_data ? parse(request_data) : {}
    const by = running ? { trigger: 'function' as const, identity: running.identity } : AS_ADMIN
    try {
      const { result } = await functions.call(function_name, event, by)
      return { data: { response_data: result } }
    } catch (error) {
      if (error instanceof FunctionError) throw new CloudError(error.code, error.message)
      throw error
    }
  })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidParam('request_data is not JSON')
  }
}
