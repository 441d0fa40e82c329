import { type Compiler, sources } from 'webpack'

/** Every page's template, and no component's. */
const TEMPLATE = /^(pages|packages)\/.*\.(wxml|axml)$/

/**
 * The root font size of every page is the size of text that the person chose in the wallet, so that
 * every `rem` follows it. WeChat accepts this node only as the first one of a page.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/component/page-meta.html
 */
const FIRST = '<page-meta root-font-size="system"></page-meta>'

/** A plugin of webpack's, because Taro offers the node only with data that is sent to each page. */
export class TextSizePlugin {
  apply(compiler: Compiler): void {
    compiler.hooks.compilation.tap(TextSizePlugin.name, (compilation) => {
      const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT
      compilation.hooks.processAssets.tap({ name: TextSizePlugin.name, stage }, () => {
        for (const name of Object.keys(compilation.assets).filter((one) => TEMPLATE.test(one))) {
          compilation.updateAsset(name, (old) => new sources.ConcatSource(FIRST, old))
        }
      })
    })
  }
}
