export default definePageConfig({ navigationBarTitleText: '花费' })
