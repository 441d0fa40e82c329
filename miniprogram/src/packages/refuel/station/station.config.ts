export default definePageConfig({ navigationBarTitleText: '油站' })
