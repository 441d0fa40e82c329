export default definePageConfig({ navigationBarTitleText: '掌上加油' })
