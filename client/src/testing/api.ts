import type { ActionName, Reply, Sent } from '@palm/shared/api/actions'
import { ok, type Result } from '@palm/shared/kernel/result'
import type { Answered, ApiClient } from '../api/api-client'
import type { Plain } from './plain'

type PlainAnswer<Name extends ActionName> = Result<
  Plain<Reply<Name>>,
  Plain<Extract<Answered<Name>, { ok: false }>['refusal']>
>

/** Answers of a test's server: an action that is not listed must not be called. */
export type Answers = {
  [Name in ActionName]?: (request: Sent<Name>) => PlainAnswer<Name> | Promise<PlainAnswer<Name>>
}

export interface NotedApi extends ApiClient {
  /** Names of the called actions, in order. */
  readonly asked: ActionName[]
  /** Requests of one action. */
  requestsOf<Name extends ActionName>(name: Name): Sent<Name>[]
}

/** An ApiClient backed by a table of answers. */
export function anApi(answers: Answers): NotedApi {
  const notes: { readonly name: ActionName; readonly request: unknown }[] = []
  return {
    get asked() {
      return notes.map(({ name }) => name)
    },
    requestsOf: <Name extends ActionName>(name: Name) =>
      // Only `call` writes notes, and it pairs each name with its own request.
      notes.filter((note) => note.name === name).map(({ request }) => request as Sent<Name>),
    call: async (name, request) => {
      notes.push({ name, request })
      const answer = answers[name]
      if (!answer) throw new Error(`${name} was not to be asked`)
      // The table pairs each answer with its action; plain amounts are those that the server brands.
      return (await answer(request)) as Answered<typeof name>
    },
  }
}

/** The same reply every time. */
export const always =
  <Name extends ActionName>(reply: Plain<Reply<Name>>) =>
  () =>
    ok(reply)
