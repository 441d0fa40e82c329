import type { PlatformCalls } from './mini-app'

/** The part of a phone common to all wallets: storage, network, sound, toasts. */
export interface Device {
  /** Survives the end of the app. */
  readonly storage: Map<string, unknown>
  /** Messages shown to the user. */
  readonly toasts: string[]
  readonly sounds: string[]
  /** Written by the app, by path. */
  readonly files: Map<string, string>
  /** Path of the file that the wallet's viewer shows. */
  shownFile: string
  clipboard: string
  online: boolean
  setOnline(online: boolean): void
}

export function openDevice(): Device & { readonly onNetwork: ((online: boolean) => void)[] } {
  const onNetwork: ((online: boolean) => void)[] = []
  return {
    storage: new Map(),
    toasts: [],
    sounds: [],
    files: new Map(),
    shownFile: '',
    clipboard: '',
    online: true,
    onNetwork,
    setOnline(online) {
      this.online = online
      for (const listener of onNetwork) listener(online)
    },
  }
}

interface Callbacks {
  success?(result: object): void
  fail?(result: object): void
  complete?(result: object): void
}

type OpenDevice = ReturnType<typeof openDevice>

/** As documented by the vendor: the answer comes later, and `complete` after it. */
export const answering =
  (result: (request: never) => object = () => ({})) =>
  (request: Callbacks = {}): void => {
    setTimeout(() => {
      const answer = result(request as never)
      request.success?.(answer)
      request.complete?.(answer)
    }, 0)
  }

const networkOf = ({ online }: Device) => ({
  networkType: online ? 'wifi' : 'none',
  isConnected: online,
  networkAvailable: online,
})

/** A PDF, or a spreadsheet, which is a ZIP archive. */
const isDocument = (base64 = ''): boolean =>
  /^(%PDF|PK)/.test(Buffer.from(base64, 'base64').toString('latin1', 0, 4))

/** Calls with the same name and shape at both vendors. */
function commonCalls(device: OpenDevice): PlatformCalls {
  return {
    getNetworkType: answering(() => networkOf(device)),
    onNetworkStatusChange: (listener: (status: object) => void) =>
      device.onNetwork.push(() => listener(networkOf(device))),
    offNetworkStatusChange: () => undefined,
    vibrateLong: answering(),
    createInnerAudioContext: () => {
      const sound = { src: '', play: () => device.sounds.push(sound.src), destroy: () => undefined }
      return sound
    },
    getSystemInfoSync: () => PHONE,
    getWindowInfo: () => PHONE,
    getAppBaseInfo: () => PHONE,
    getDeviceInfo: () => PHONE,
    getMenuButtonBoundingClientRect: () => ({
      top: 26,
      bottom: 58,
      left: 278,
      right: 365,
      width: 87,
      height: 32,
    }),
    pageScrollTo: answering(),
    nextTick: (work: () => void) => setTimeout(work, 0),
    createSelectorQuery: selectorQuery,
    canIUse: () => true,
    env: { USER_DATA_PATH: 'usr' },
    getFileSystemManager: () => ({
      writeFile: answering(({ data, filePath }: { data: string; filePath: string }) => ({
        written: device.files.set(filePath, data),
      })),
    }),
    openDocument: answering(({ filePath }: { filePath: string }) => ({
      shown: (device.shownFile = isDocument(device.files.get(filePath)) ? filePath : ''),
    })),
  }
}

export function weappCalls(device: OpenDevice): PlatformCalls {
  return {
    ...commonCalls(device),
    getStorageSync: (key: string) => device.storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void device.storage.set(key, value),
    removeStorageSync: (key: string) => void device.storage.delete(key),
    showToast: answering((request: { title: string }) => ({
      said: device.toasts.push(request.title),
    })),
    setClipboardData: answering(({ data }: { data: string }) => ({
      set: (device.clipboard = data),
    })),
    setNavigationBarColor: answering(),
    setNavigationBarTitle: answering(),
  }
}

export function alipayCalls(device: OpenDevice): PlatformCalls {
  return {
    ...commonCalls(device),
    getStorageSync: ({ key }: { key: string }) => ({ data: device.storage.get(key) ?? null }),
    setStorageSync: ({ data, key }: { key: string; data: unknown }) =>
      void device.storage.set(key, data),
    removeStorageSync: ({ key }: { key: string }) => void device.storage.delete(key),
    showToast: answering((request: { content: string }) => ({
      said: device.toasts.push(request.content),
    })),
    setClipboard: answering(({ text }: { text: string }) => ({ set: (device.clipboard = text) })),
    setNavigationBar: answering(),
  }
}

const PHONE = {
  brand: 'test',
  model: 'test',
  platform: 'devtools',
  system: 'test',
  version: '8.0.50',
  SDKVersion: '3.7.0',
  pixelRatio: 2,
  screenWidth: 375,
  screenHeight: 812,
  windowWidth: 375,
  windowHeight: 724,
  statusBarHeight: 44,
  safeArea: { top: 44, bottom: 778, left: 0, right: 375, width: 375, height: 734 },
  language: 'zh_CN',
}

/** There is no layout: every box is empty. */
function selectorQuery() {
  const queried: unknown[] = []
  const box = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }
  const one = (result: unknown) => (callback?: (found: unknown) => void) => {
    queried.push(result)
    if (callback) setTimeout(() => callback(result), 0)
    return query
  }
  const query: Record<string, unknown> = {
    in: () => query,
    select: () => query,
    selectAll: () => query,
    selectViewport: () => query,
    boundingClientRect: one(box),
    scrollOffset: one({ scrollLeft: 0, scrollTop: 0 }),
    exec: (callback?: (found: unknown[]) => void) => {
      if (callback) setTimeout(() => callback(queried), 0)
      return query
    },
  }
  return query
}
