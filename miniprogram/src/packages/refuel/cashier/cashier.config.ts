export default definePageConfig({ navigationBarTitleText: '付油款' })
