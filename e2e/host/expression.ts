import vm from 'node:vm'

/** Names visible in an expression: the template's data, loop variables, script modules. */
export type Scope = Readonly<Record<string, unknown>>

type Compiled = (scope: Scope) => unknown

const compiled = new Map<string, Compiled>()

/**
 * An expression between double braces. Every name is looked up in the scope only; a missing one is
 * undefined, as on the devices.
 */
function compile(source: string): Compiled {
  const known = compiled.get(source)
  if (known) return known
  // `with` makes every free name a lookup in the scope; the proxy claims to have all names.
  const run = vm.compileFunction(`with (scope) { return (${source}) }`, ['scope']) as Compiled
  const guarded: Compiled = (scope) => run(new Proxy(scope, { has: () => true, get: lookUp }))
  compiled.set(source, guarded)
  return guarded
}

const lookUp = (scope: Scope, name: string | symbol) =>
  typeof name === 'string' && Object.hasOwn(scope, name) ? scope[name] : undefined

const BRACES = /\{\{([\s\S]+?)\}\}/g

/**
 * The value of an attribute or a text: a single expression keeps its type, a mixture becomes text.
 */
export function evaluate(text: string, scope: Scope): unknown {
  const whole = /^\s*\{\{([\s\S]+?)\}\}\s*$/.exec(text)
  if (whole && !whole[1]!.includes('}}')) return compile(whole[1]!)(scope)
  return text.replace(BRACES, (_, source: string) => String(compile(source)(scope) ?? ''))
}

/** The data of a template: the content of an object literal. */
export function evaluateData(text: string, scope: Scope): Scope {
  const inside = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1] ?? ''
  return compile(`{${inside}}`)(scope) as Scope
}
