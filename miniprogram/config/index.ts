import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import { version } from '../package.json'
import type { IMiniAppConfig } from '@tarojs/taro/types/compile'
import CompressionPlugin from 'compression-webpack-plugin'
import TerserPlugin from 'terser-webpack-plugin'
import PHONES from './phones.json'
import { TextSizePlugin } from './text-size'

/**
 * Folders outside of `src` that ship TypeScript to the phone: by default Taro compiles only `src`.
 */
const compiled = [
  path.resolve(__dirname, '../../client/src'),
  path.resolve(__dirname, '../../shared/src'),
  path.resolve(__dirname, '../../node_modules/@noble/hashes'),
]

/**
 * Layout is in real px on every phone, so that a touch target of 44 px stays 44 px on a narrow
 * screen. Only the `#ifdef <platform>` marks of style sheets are processed.
 */
const postcss = { pxtransform: { enable: true, config: { methods: ['platform'] } } }

const outputRoot = `dist/${process.env['TARO_ENV']}`

/** Class names are prefixed by their component, so the order of style sheets does not matter. */
const miniCssExtractPluginOption = { ignoreOrder: true }

/** A web server sends these files in place of the originals to browsers that take them. */
const BROTLI = {
  algorithm: 'brotliCompress',
  filename: '[path][base].br',
  test: /\.(js|css)$/,
  threshold: 1024,
}

type Chain = Parameters<NonNullable<IMiniAppConfig['webpackChain']>>[0]

/** SWC minifies to 92 % of the default's size in a fifth of its time. */
function minify(chain: Chain): void {
  const swc = { compress: true, mangle: true }
  chain.optimization
    .minimizer('terserPlugin')
    .use(new TerserPlugin({ minify: TerserPlugin.swcMinify, terserOptions: swc }))
}

/** SWC compiles in place of Babel, except on H5, where a plugin of Taro's for Babel splits its API. */
function compileMini(chain: Chain): void {
  const script = chain.module.rule('script')
  script.uses.delete('babelLoader')
  script
    .use('swcLoader')
    .loader(require.resolve('swc-loader'))
    .options({
      env: { targets: PHONES },
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
    })
}

/** The first page loads with what the pages share and one style sheet; `index.html` loads the rest. */
function splitByPage(chain: Chain): void {
  const shared = { name: 'shared', minChunks: 2, enforce: true, type: /^javascript/ }
  const styles = { name: 'styles', type: 'css/mini-extract', chunks: 'all', enforce: true } as const
  chain.optimization.splitChunks({
    chunks: 'async',
    cacheGroups: { default: false, defaultVendors: false, shared, styles },
  })
}

export default defineConfig({
  projectName: 'palm-refuel',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot,
  copy: {
    patterns: [{ from: 'src/assets/chime.wav', to: `${outputRoot}/assets/chime.wav` }],
    options: {},
  },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  plugins: [
    '@tarojs/plugin-html',
    '@tarojs/plugin-platform-weapp',
    '@tarojs/plugin-platform-alipay',
    '@tarojs/plugin-platform-h5',
  ],
  // A build without cache takes as long as writing it, and a cache does not notice a new `.weapp.ts`
  // beside a file that it has resolved before.
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  defineConstants: {
    CLOUD_ENV: JSON.stringify(process.env['CLOUD_ENV'] ?? 'palm-local'),
    APP_VERSION: JSON.stringify(version),
    API_ORIGIN: JSON.stringify(process.env['API_ORIGIN'] ?? ''),
  },
  mini: {
    compile: { include: compiled },
    miniCssExtractPluginOption,
    optimizeMainPackage: { enable: true },
    postcss,
    webpackChain: (chain) => {
      minify(chain)
      compileMini(chain)
      chain.plugin('text-size').use(TextSizePlugin)
    },
  },
  h5: {
    compile: { include: compiled },
    miniCssExtractPluginOption,
    postcss,
    publicPath: './',
    webpackChain: (chain) => {
      minify(chain)
      splitByPage(chain)
      chain.plugin('compress').use(new CompressionPlugin(BROTLI))
    },
    router: { mode: 'hash' },
    output: {
      filename: 'js/[name].[contenthash:8].js',
      chunkFilename: 'js/[name].[contenthash:8].js',
    },
  },
})
