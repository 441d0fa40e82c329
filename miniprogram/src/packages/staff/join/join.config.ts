export default definePageConfig({ navigationBarTitleText: '我是加油员' })
