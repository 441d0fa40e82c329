import { type ChildNode, type Element, isTag, isText } from 'domhandler'
import type { Dialect } from './dialect'
import { evaluate, evaluateData, type Scope } from './expression'
import { type Markup, type MarkupLoader, modulesOf } from './markup'

/** The rendered view: an element of the platform, or text. */
export type ViewNode = ViewElement | string

export interface ViewElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly listeners: readonly Listener[]
  readonly children: readonly ViewNode[]
  readonly parent: ViewElement | null
}

export interface Listener {
  readonly event: string
  readonly stops: boolean
  /** The handling method of the page or component. */
  readonly handler: string
}

export interface RenderContext {
  readonly dialect: Dialect
  readonly loader: MarkupLoader
}

/** Renders a template file with data, exactly by its own markup. */
export function render(context: RenderContext, path: string, data: Scope): ViewElement {
  const root: Mutable = { tag: 'page', attributes: {}, listeners: [], children: [], parent: null }
  root.children.push(...draw(context, path, data, root))
  return root
}

function draw(context: RenderContext, path: string, data: Scope, parent: ViewElement): ViewNode[] {
  const markup = context.loader.load(path)
  return new Drawing(context, markup).all(markup.roots, { ...markup.modules, ...data }, parent)
}

type Mutable = ViewElement & { children: ViewNode[] }

class Drawing {
  constructor(
    private readonly context: RenderContext,
    private readonly markup: Markup,
  ) {}

  all(nodes: readonly ChildNode[], scope: Scope, parent: ViewElement): ViewNode[] {
    let answered = false
    return nodes.flatMap((node) => {
      if (isText(node)) return this.text(node.data, scope)
      if (!isTag(node)) return []
      // `elif` and `else` belong to the `if` before them.
      const condition = this.condition(node, scope)
      if (condition.kind === 'if') answered = false
      if (condition.kind !== 'none') {
        if (answered || !condition.holds) return []
        answered = true
      }
      return this.repeated(node, scope, parent)
    })
  }

  private text(source: string, scope: Scope): ViewNode[] {
    if (source.trim() === '') return []
    const text = String(evaluate(source, scope) ?? '')
    return text === '' ? [] : [text]
  }

  private condition({ attribs }: Element, scope: Scope) {
    const { directive } = this.context.dialect
    for (const kind of ['if', 'elif'] as const) {
      const source = attribs[`${directive}${kind}`]
      if (source !== undefined) return { kind, holds: Boolean(evaluate(source, scope)) }
    }
    return `${directive}else` in attribs
      ? { kind: 'else' as const, holds: true }
      : { kind: 'none' as const, holds: true }
  }

  private repeated(node: Element, scope: Scope, parent: ViewElement): ViewNode[] {
    const { directive } = this.context.dialect
    const source = node.attribs[`${directive}for`]
    if (source === undefined) return this.one(node, scope, parent)
    const item = node.attribs[`${directive}for-item`] ?? 'item'
    const index = node.attribs[`${directive}for-index`] ?? 'index'
    const list = (evaluate(source, scope) ?? []) as readonly unknown[]
    return list.flatMap((value, at) =>
      this.one(node, { ...scope, [item]: value, [index]: at }, parent),
    )
  }

  private one(node: Element, scope: Scope, parent: ViewElement): ViewNode[] {
    if (node.name === 'block') return this.all(node.children, scope, parent)
    if (node.name === 'template') return this.template(node, scope, parent)
    if (node.name === 'comp') return this.recursion(node, scope, parent)
    return [this.element(node, scope, parent)]
  }

  private template({ attribs }: Element, scope: Scope, parent: ViewElement): ViewNode[] {
    const name = String(evaluate(attribs['is'] ?? '', scope))
    const template = this.markup.templates.get(name)
    // On a device a name without a template silently shows nothing: the worst outcome.
    if (!template)
      throw new Error(`no template ${name}: the build uses an element it did not compile`)
    const modules = modulesOf.get(template) ?? this.markup.modules
    const data = evaluateData(attribs['data'] ?? '', scope)
    return this.all(template.children, { ...modules, ...data }, parent)
  }

  /**
   * WeChat's templates do not recurse indefinitely: below a depth the build continues in a
   * component.
   */
  private recursion({ attribs }: Element, scope: Scope, parent: ViewElement): ViewNode[] {
    const i = evaluate(attribs['i'] ?? '', scope)
    const l = evaluate(attribs['l'] ?? '', scope)
    return draw(this.context, `comp${this.context.dialect.templateSuffix}`, { i, l }, parent)
  }

  private element(node: Element, scope: Scope, parent: ViewElement): ViewElement {
    const attributes: Record<string, unknown> = {}
    const listeners: Listener[] = []
    for (const [name, source] of Object.entries(node.attribs)) {
      if (name.startsWith(this.context.dialect.directive)) continue
      const listens = this.context.dialect.listens(name)
      if (listens) listeners.push({ ...listens, handler: String(evaluate(source, scope)) })
      else attributes[name] = evaluate(source, scope)
    }
    const drawn: Mutable = { tag: node.name, attributes, listeners, children: [], parent }
    drawn.children.push(...this.all(node.children, scope, drawn))
    return drawn
  }
}
