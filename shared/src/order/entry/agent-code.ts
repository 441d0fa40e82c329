/**
 * 推广码: the id of an agent who brings drivers, on an ordinary link that serves both wallets, as the
 * codes at the nozzles do: `https://<origin>/a/G7K2M4X`. Mini-program codes carry `a/G7K2M4X` in `scene`.
 * The last letter is a check letter by ISO 7064, MOD 37-2: one wrong letter, or two neighbours in the
 * wrong order, never make the code of another agent. (MOD 37,36 needs no `*`, but misses some
 * neighbours.)
 */
const FORM = /^(?:https?:\/\/[^/?#]+\/)?a\/([^/?#]*)$/i
const ID = /^[A-Z0-9]{4,12}$/
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*'

/** Ids are checked, not looked up: whether the agent has an agreement is asked when they are paid. */
export type AgentId = string

export const isAgentId = (text: string): text is AgentId =>
  ID.test(text) && checkLetter(text.slice(0, -1)) === text.slice(-1)

/** The id with its check letter. One name in 37 would end in `*`, which no id has: it needs another name. */
export const agentIdFor = (name: string): AgentId => `${name}${checkLetter(name)}`

export const agentLink = (origin: string, agentId: AgentId) => `${origin}/a/${agentId}`

/**
 * Reads what a camera saw: `none` is another kind of code, `wrong` an agent's that is misread or made
 * up. It opens the same screen, and is kept for nobody.
 */
export function parseAgentCode(scanned: string): AgentId | 'wrong' | 'none' {
  if (scanned.length > 256) return 'none'
  const id = FORM.exec(scanned.trim())?.[1]?.toUpperCase()
  if (id === undefined) return 'none'
  return isAgentId(id) ? id : 'wrong'
}

function checkLetter(name: string): string {
  const sum = [...name].reduce((before, letter) => ((before + LETTERS.indexOf(letter)) * 2) % 37, 0)
  return LETTERS[(38 - sum) % 37]!
}
