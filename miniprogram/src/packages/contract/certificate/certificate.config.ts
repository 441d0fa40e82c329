export default definePageConfig({ navigationBarTitleText: '合约凭证' })
