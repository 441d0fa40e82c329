import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import vm from 'node:vm'
import type { Dialect } from './dialect'
import { MarkupLoader } from './markup'
import { MiniPage, type PageConfig } from './mini-page'
import type { RenderContext } from './render'
import { noCost } from './set-data'

/** The platform's calls, as the app finds them; the host adds its own navigation. */
export type PlatformCalls = Record<string, unknown>

export interface MiniAppOptions {
  /** Folder of the build. */
  readonly dist: string
  readonly dialect: Dialect
  readonly calls: PlatformCalls
}

/** How the wallet opens the app. */
export interface Launch {
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
}

interface AppJson {
  readonly pages: readonly string[]
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[]
  /** WeChat's form, and Alipay's. */
  readonly tabBar?: {
    readonly list?: readonly { readonly pagePath: string; readonly text: string }[]
    readonly items?: readonly { readonly pagePath: string; readonly name: string }[]
  }
}

interface AppConfig {
  onLaunch?(options: object): void
  onShow?(options: object): void
  onHide?(): void
}

const BACK_LIMIT = 10

/**
 * Runs a built mini-program without a phone: the build's own scripts in a bare context (no DOM, no
 * process, no eval), its own compiled templates interpreted, its own events. Anything missing on a
 * device is missing here.
 */
export class MiniApp {
  readonly cost = noCost()
  /** Until the app is killed. */
  isRunning = true
  /** In order of first use: shows which files a sub-package defers. */
  readonly loadedFiles: string[] = []
  /** Errors and complaints of the app. A test that ends with one has failed. */
  readonly errors: unknown[] = []
  /** Moves the phone's clock ahead of this machine's. */
  readonly shiftClock: (ms: number) => void
  private readonly appJson: AppJson
  private readonly context: vm.Context
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly pageConfigs = new Map<string, PageConfig>()
  private readonly render: RenderContext
  private readonly stack: MiniPage[] = []
  private readonly timers: (() => void)[] = []
  private app: AppConfig = {}
  private running: string | null = null

  constructor(private readonly options: MiniAppOptions) {
    const { calls, dialect, dist } = options
    this.appJson = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8')) as AppJson
    this.render = { dialect, loader: new MarkupLoader(dist, dialect) }
    Object.assign(calls, this.navigation())
    this.context = vm.createContext(this.globals(calls), {
      codeGeneration: { strings: false, wasm: false },
    })
    this.shiftClock = vm.runInContext(SHIFTED_DATE, this.context) as (ms: number) => void
  }

  /** A cold start. */
  async start(launch: Launch = {}): Promise<void> {
    const options = this.launchOptions(launch)
    this.require('app.js', '')
    this.app.onLaunch?.(options)
    this.app.onShow?.(options)
    await this.open(launch.path ?? this.appJson.pages[0]!, launch.query ?? {})
  }

  /** Back to the foreground, by a scanned code for instance. */
  async show(launch: Launch = {}): Promise<void> {
    const options = this.launchOptions(launch)
    this.app.onShow?.(options)
    if (launch.path) await this.relaunch(launch.path, launch.query ?? {})
    else this.page.show()
  }

  hide(): void {
    this.page.hide()
    this.app.onHide?.()
  }

  /** A tap on the tab bar, which the wallet draws. */
  async openTab(text: string): Promise<void> {
    const path = this.tabs().get(text)
    if (path === undefined) throw new Error(`there is no tab ${text}`)
    await this.relaunch(path, {})
  }

  /** Kills the app: its pages are gone and its timers never fire again. */
  kill(): void {
    this.isRunning = false
    this.close(this.stack.length)
    for (const stop of this.timers.splice(0)) stop()
  }

  back(): void {
    this.close(Math.min(1, this.stack.length - 1))
    this.page.show()
  }

  get page(): MiniPage {
    const page = this.stack.at(-1)
    if (!page) throw new Error('no page is open')
    return page
  }

  get pages(): readonly MiniPage[] {
    return this.stack
  }

  private launchOptions({ path, query }: Launch) {
    const options = { path: path ?? this.appJson.pages[0]!, query: query ?? {}, scene: 1001 }
    const launchOptions = () => options
    Object.assign(this.options.calls, {
      getLaunchOptionsSync: launchOptions,
      getEnterOptionsSync: launchOptions,
    })
    return options
  }

  /** The language itself, timers, and the platform; nothing of Node or a browser. */
  private globals(calls: PlatformCalls): Record<string, unknown> {
    const { globalName } = this.options.dialect
    const complain = (...words: unknown[]) => void this.errors.push(words.map(String).join(' '))
    const quiet = () => undefined
    const globals: Record<string, unknown> = {
      [globalName]: calls,
      App: (config: AppConfig) => void (this.app = config),
      Page: (config: PageConfig) => void this.pageConfigs.set(this.running!, config),
      Component: (config: PageConfig) => void this.pageConfigs.set(this.running!, config),
      getApp: () => this.app,
      getCurrentPages: () => this.stack.map(({ instance }) => instance),
      ...this.appTimers(),
      console: { log: quiet, info: quiet, debug: quiet, warn: quiet, error: complain },
    }
    // Alipay's own base library reads it, as on the device.
    if (globalName === 'my') globals['navigator'] = { swuserAgent: 'AlipayClient' }
    return globals
  }

  /** Timers that end with the app. */
  private appTimers() {
    const kept = <Timer extends NodeJS.Timeout>(timer: Timer) => {
      this.timers.push(() => clearTimeout(timer))
      if (!this.isRunning) clearTimeout(timer)
      return timer
    }
    return {
      setTimeout: (work: () => void, ms?: number) => kept(setTimeout(work, ms)),
      setInterval: (work: () => void, ms?: number) => kept(setInterval(work, ms)),
      clearTimeout,
      clearInterval,
    }
  }

  private require(request: string, from: string): unknown {
    const path = normalize(join(dirname(from), request))
    const file = path.endsWith('.js') ? path : `${path}.js`
    const known = this.modules.get(file)
    if (known) return known.exports
    const absolute = join(this.options.dist, file)
    if (!existsSync(absolute)) throw new Error(`the build has no file ${file}`)
    this.loadedFiles.push(file)
    const module = { exports: {} }
    this.modules.set(file, module)
    const wrapped = vm.compileFunction(
      readFileSync(absolute, 'utf8'),
      ['require', 'module', 'exports'],
      { parsingContext: this.context, filename: file },
    )
    wrapped((next: string) => this.require(next, file), module, module.exports)
    return module.exports
  }

  private pageConfig(path: string): PageConfig {
    this.running = path
    // A page's file, with its sub-package, is run when the page is first needed.
    this.require(`${path}.js`, '')
    this.running = null
    const config = this.pageConfigs.get(path)
    if (!config) throw new Error(`${path} does not call Page`)
    return config
  }

  private isPage(path: string): boolean {
    const inPackages = (this.appJson.subPackages ?? []).flatMap(({ pages, root }) =>
      pages.map((page) => normalize(join(root, page))),
    )
    return [...this.appJson.pages, ...inPackages].includes(path)
  }

  private isTab(path: string): boolean {
    return [...this.tabs().values()].includes(path)
  }

  /** Text of a tab → its page. */
  private tabs(): Map<string, string> {
    const { items = [], list = [] } = this.appJson.tabBar ?? {}
    return new Map([
      ...list.map(({ pagePath, text }) => [text, pagePath] as const),
      ...items.map(({ name, pagePath }) => [name, pagePath] as const),
    ])
  }

  private async open(path: string, query: Readonly<Record<string, string>>): Promise<void> {
    if (!this.isPage(path)) throw new Error(`app.json has no page ${path}`)
    this.stack.at(-1)?.hide()
    const page = new MiniPage(path, this.pageConfig(path), this.render, this.cost, this.errors)
    this.stack.push(page)
    await page.load(query)
  }

  private close(count: number): void {
    for (const page of this.stack.splice(Math.max(this.stack.length - count, 0))) page.unload()
  }

  private async relaunch(path: string, query: Readonly<Record<string, string>>): Promise<void> {
    this.close(this.stack.length)
    await this.open(path, query)
  }

  /** As both vendors document it; a wrong address is reported as on a phone. */
  private navigation(): PlatformCalls {
    const going =
      (name: string, go: (path: string, query: Record<string, string>) => Promise<void> | void) =>
      (request: NavigateRequest = {}) => {
        const { path, query } = address(request.url ?? '', this.stack.at(-1)?.path ?? '')
        // A device opens a page asynchronously: earlier work has finished by then.
        void new Promise((resolve) => setTimeout(resolve, 0))
          .then(() => go(path, query))
          .then(
            () => request.success?.({ errMsg: `${name}:ok` }),
            (error: unknown) => {
              this.errors.push(error)
              request.fail?.({ errMsg: `${name}:fail ${String(error)}` })
            },
          )
          .finally(() => request.complete?.({ errMsg: `${name}:ok` }))
      }
    return {
      navigateTo: going('navigateTo', (path, query) => {
        if (this.isTab(path)) throw new Error(`${path} is a tab: use switchTab`)
        if (this.stack.length >= BACK_LIMIT) throw new Error('more than ten pages are open')
        return this.open(path, query)
      }),
      redirectTo: going('redirectTo', (path, query) => {
        if (this.isTab(path)) throw new Error(`${path} is a tab: use switchTab`)
        this.close(1)
        return this.open(path, query)
      }),
      reLaunch: going('reLaunch', (path, query) => this.relaunch(path, query)),
      switchTab: going('switchTab', (path) => {
        if (!this.isTab(path)) throw new Error(`${path} is no tab`)
        return this.relaunch(path, {})
      }),
      navigateBack: (request: NavigateRequest & { delta?: number } = {}) => {
        this.close(Math.min(request.delta ?? 1, this.stack.length - 1))
        this.page.show()
        request.success?.({ errMsg: 'navigateBack:ok' })
        request.complete?.({ errMsg: 'navigateBack:ok' })
      },
    }
  }
}

interface NavigateRequest {
  readonly url?: string
  success?(result: object): void
  fail?(result: object): void
  complete?(result: object): void
}

/** `/a/b?c=d`, or relative to the current page. */
function address(url: string, from: string): { path: string; query: Record<string, string> } {
  const [path = '', search = ''] = url.split('?')
  const absolute = path.startsWith('/') ? path.slice(1) : normalize(join(dirname(from), path))
  return { path: absolute, query: Object.fromEntries(new URLSearchParams(search)) }
}

/** The phone's clock, moved from outside; the app cannot access the function. */
const SHIFTED_DATE = `(() => {
  const Machine = Date
  let shiftMs = 0
  globalThis.Date = class Date extends Machine {
    constructor(...args) { super(...(args.length === 0 ? [Date.now()] : args)) }
    static now() { return Machine.now() + shiftMs }
  }
  return (ms) => { shiftMs = ms }
})()`
