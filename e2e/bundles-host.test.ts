import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { WEAPP } from './host/dialect'
import { MiniApp } from './host/mini-app'

/** A minimal mini-program of one page, to test the restrictions of the host. */
function aMiniApp(files: Record<string, string>): string {
  const dist = mkdtempSync(join(tmpdir(), 'palm-mini-'))
  const all = {
    'app.json': JSON.stringify({ pages: ['pages/a'] }),
    'app.js': 'App({})',
    'pages/a.js':
      'Page({ data: { on: true, list: [1, 2] }, tapped() { this.setData({ on: false }) } })',
    'pages/a.wxml':
      '<view bindtap="tapped" id="x"><text wx:if="{{on}}">on</text><text wx:else>off</text></view>',
    ...files,
  }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true })
    writeFileSync(join(dist, name), text)
  }
  return dist
}

const made: string[] = []
afterAll(() => made.forEach((dist) => rmSync(dist, { recursive: true })))

async function started(files: Record<string, string> = {}, calls = {}) {
  const dist = aMiniApp(files)
  made.push(dist)
  const app = new MiniApp({ dist, dialect: WEAPP, calls })
  await app.start()
  return app
}

test('shows the template, and handles its events', async () => {
  const app = await started()
  expect(app.page.text.trim()).toBe('on')
  await app.page.tap(app.page.byId('x')!)
  expect(app.page.text.trim()).toBe('off')
  expect(app.cost).toEqual({ calls: 1, bytes: 12, largestBytes: 12 })
})

test.each([
  [
    'an element that the build did not compile',
    { 'pages/a.wxml': '<template is="{{\'tmpl_i\'}}" data="{{}}" />' },
  ],
])('%s is an error, not an empty place', async (_, files) => {
  const app = await started(files)
  expect(() => app.page.view).toThrow('no template')
})

test.each([
  ['a call that the platform does not have', 'App({ onLaunch() { wx.noSuchCall() } })'],
  ['the browser', 'App({ onLaunch() { document.title = 1 } })'],
  ['Node', 'App({ onLaunch() { process.exit(1) } })'],
  ['code made of text', "App({ onLaunch() { new Function('return 1')() } })"],
])('%s is missing', async (_, appJs) => {
  await expect(started({ 'app.js': appJs })).rejects.toThrow()
})

test('an error or complaint of a page is kept, so that the journey fails', async () => {
  const app = await started({
    'pages/a.js': "Page({ onLoad() { console.error('oh') }, onShow() { throw new Error('no') } })",
  })
  expect(app.errors.map(String)).toEqual(['oh', 'Error: no'])
})

test('a tap without a handler fails', async () => {
  const app = await started({ 'pages/a.wxml': '<view id="x">on</view>' })
  await expect(app.page.tap(app.page.byId('x')!)).rejects.toThrow('nothing on pages/a listens')
})

test('an address missing from app.json leads nowhere', async () => {
  const calls: { navigateTo?: (request: object) => void } = {}
  const app = await started({}, calls)
  await new Promise<void>((fail) => calls.navigateTo?.({ url: '/pages/b', fail }))
  expect(app.errors.map(String)).toEqual(['Error: app.json has no page pages/b'])
})
