export default definePageConfig({ navigationBarTitleText: '电子账户' })
