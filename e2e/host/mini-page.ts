import { render, type RenderContext, type ViewElement, type ViewNode } from './render'
import { applySetData, noCost, type SetDataCost } from './set-data'

/** Argument of the build to `Page`. */
export interface PageConfig {
  readonly data?: Record<string, unknown>
  readonly [method: string]: unknown
}

type Method = (this: unknown, ...args: unknown[]) => unknown

/** An open page: its data, its view, and its touch events. */
export class MiniPage {
  /** `this` of the page's methods. */
  readonly instance: Record<string, unknown>
  /** Data that this page has sent to its view. */
  readonly cost = noCost()
  private readonly data: Record<string, unknown>
  private drawn: ViewElement | null = null

  constructor(
    readonly path: string,
    config: PageConfig,
    private readonly context: RenderContext,
    costOfApp: SetDataCost,
    private readonly errors: unknown[],
  ) {
    this.data = JSON.parse(JSON.stringify(config.data ?? {})) as Record<string, unknown>
    this.instance = {
      ...config,
      data: this.data,
      route: path,
      __route__: path,
      setData: (changes: Record<string, unknown>, done?: () => void) => {
        applySetData(this.data, changes, [this.cost, costOfApp])
        this.drawn = null
        // The view answers later, as in its separate thread.
        if (done) setTimeout(done, 0)
      },
    }
    // Offered by Alipay's base library; here updates inside are sent immediately.
    this.instance['$batchedUpdates'] = (work: () => void) => work()
  }

  async load(query: Readonly<Record<string, string>>): Promise<void> {
    this.call('onLoad', query)
    this.call('onShow')
    await settled()
    this.call('onReady')
    await settled()
  }

  show(): void {
    this.call('onShow')
  }

  hide(): void {
    this.call('onHide')
  }

  unload(): void {
    this.call('onUnload')
  }

  /** The phone's current view. */
  get view(): ViewElement {
    const file = `${this.path}${this.context.dialect.templateSuffix}`
    this.drawn ??= render(this.context, file, this.data)
    return this.drawn
  }

  /** All readable text of the page. */
  get text(): string {
    return textOf(this.view)
  }

  find(matches: (element: ViewElement) => boolean): ViewElement | undefined {
    return descendants(this.view).find(matches)
  }

  byId(id: string): ViewElement | null {
    return this.find(({ attributes }) => attributes['id'] === id) ?? null
  }

  /** The innermost element with exactly this text. */
  byText(text: string): ViewElement | null {
    const matching = descendants(this.view).filter((element) => textOf(element).trim() === text)
    return matching.at(-1) ?? null
  }

  tap(element: ViewElement): Promise<void> {
    return this.dispatch(element, 'tap', { x: 0, y: 0 })
  }

  async input(element: ViewElement, value: string): Promise<void> {
    await this.dispatch(element, 'input', { value, cursor: value.length })
    await this.dispatch(element, 'blur', { value })
  }

  /** Path of the card that the page returns when a share button is tapped. */
  sharedBy({ attributes, tag }: ViewElement): string {
    if (tag !== 'button' || attributes['open-type'] !== 'share')
      throw new Error('it shares nothing')
    const share = this.instance['onShareAppMessage'] as Method
    const card = share.call(this.instance, { from: 'button' }) as { readonly path: string }
    return card.path
  }

  /**
   * Dispatches an event upwards from an element, through every listener of the compiled template.
   */
  async dispatch(target: ViewElement, event: string, detail: object): Promise<void> {
    let heard = false
    for (let at: ViewElement | null = target; at; at = at.parent) {
      const listener = at.listeners.find((one) => one.event.toLowerCase() === event.toLowerCase())
      if (!listener) continue
      heard = true
      this.call(listener.handler, {
        type: listener.event,
        timeStamp: Date.now(),
        target: pointOf(target),
        currentTarget: pointOf(at),
        detail,
        touches: [],
        changedTouches: [],
      })
      if (listener.stops) break
    }
    if (!heard) throw new Error(`nothing on ${this.path} listens for ${event} there`)
    await settled()
  }

  private call(method: string, ...args: unknown[]): void {
    const own = this.instance[method]
    if (typeof own !== 'function') return
    try {
      const result = (own as Method).apply(this.instance, args)
      if (result instanceof Promise) result.catch((error: unknown) => this.errors.push(error))
    } catch (error) {
      this.errors.push(error)
    }
  }
}

/** Runs promises and due timers. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

function pointOf({ attributes }: ViewElement) {
  const dataset = Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name.startsWith('data-'))
      .map(([name, value]) => [name.slice('data-'.length), value]),
  )
  return { id: attributes['id'], dataset, offsetLeft: 0, offsetTop: 0 }
}

export function descendants(element: ViewElement): ViewElement[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [child, ...descendants(child)],
  )
}

/** Text of block elements on separate lines, and of inline ones joined. */
export function textOf(node: ViewNode): string {
  if (typeof node === 'string') return node
  const inside = node.children.map(textOf).join('')
  return node.tag === 'text' ? inside : `\n${inside}\n`.replace(/\n{2,}/g, '\n')
}
