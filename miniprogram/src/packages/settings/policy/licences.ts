/** Libraries that the app contains, with their licences. */
export const LICENCES: readonly { readonly name: string; readonly licence: string }[] = [
  { name: '@noble/hashes', licence: 'MIT' },
  { name: '@tarojs/components', licence: 'MIT' },
  { name: '@tarojs/plugin-framework-react', licence: 'MIT' },
  { name: '@tarojs/react', licence: 'MIT' },
  { name: '@tarojs/runtime', licence: 'MIT' },
  { name: '@tarojs/shared', licence: 'MIT' },
  { name: '@tarojs/taro', licence: 'MIT' },
  { name: 'dayjs', licence: 'MIT' },
  { name: 'fflate', licence: 'MIT' },
  { name: 'mobx', licence: 'MIT' },
  { name: 'mobx-react-lite', licence: 'MIT' },
  { name: 'qrcode-generator', licence: 'MIT' },
  { name: 'react', licence: 'MIT' },
  { name: 'react-dom', licence: 'MIT' },
]
