export default definePageConfig({ navigationBarTitleText: '核对口令' })
