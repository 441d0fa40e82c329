import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import vm from 'node:vm'
import { type ChildNode, type Element, isTag } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import type { Dialect } from './dialect'

/** A compiled template file with its imports. */
export interface Markup {
  readonly roots: readonly ChildNode[]
  readonly templates: ReadonlyMap<string, Element>
  /** Script modules by their names in expressions. */
  readonly modules: Readonly<Record<string, unknown>>
}

/** Reads the build's own files, with a cache. */
export class MarkupLoader {
  private readonly loaded = new Map<string, Markup>()

  constructor(
    private readonly dist: string,
    private readonly dialect: Dialect,
  ) {}

  /** `path` is relative to the build, with its suffix. */
  load(path: string): Markup {
    const known = this.loaded.get(path)
    if (known) return known
    const text = readFileSync(join(this.dist, path), 'utf8')
    const { children } = parseDocument(text, { xmlMode: true, decodeEntities: true })
    const elements = children.filter(isTag)
    const markup = {
      roots: children.filter((node) => !isTag(node) || !this.isDeclaration(node)),
      templates: new Map([...this.imported(elements, path), ...declared(elements)]),
      modules: this.modules(elements, path),
    }
    this.loaded.set(path, markup)
    return markup
  }

  private isDeclaration({ attribs, name }: Element): boolean {
    const isTemplate = name === 'template' && 'name' in attribs
    return isTemplate || name === 'import' || name === this.dialect.scriptTag.tag
  }

  private imported(elements: readonly Element[], from: string): [string, Element][] {
    return elements
      .filter(({ name }) => name === 'import')
      .flatMap(({ attribs }) => {
        const markup = this.load(join(dirname(from), attribs['src']!))
        // A template sees the modules of its own file.
        for (const template of markup.templates.values()) modulesOf.set(template, markup.modules)
        return [...markup.templates]
      })
  }

  private modules(elements: readonly Element[], from: string): Record<string, unknown> {
    const { name, source, tag } = this.dialect.scriptTag
    const scripts = elements.filter((element) => element.name === tag)
    return Object.fromEntries(
      scripts.map(({ attribs }) => {
        const path = join(this.dist, dirname(from), attribs[source]!)
        return [attribs[name]!, runScript(readFileSync(path, 'utf8'))]
      }),
    )
  }
}

/** Script modules of a template, which may be used from another file. */
export const modulesOf = new WeakMap<Element, Readonly<Record<string, unknown>>>()

const declared = (elements: readonly Element[]): [string, Element][] =>
  elements
    .filter(({ attribs, name }) => name === 'template' && 'name' in attribs)
    .map((element) => [element.attribs['name']!, element])

/** WXS writes `module.exports`, SJS `export default`. */
function runScript(source: string): unknown {
  const module = { exports: {} }
  const text = source.replace(/^export default/m, 'module.exports =')
  vm.compileFunction(text, ['module'])(module)
  return module.exports
}
