export default definePageConfig({ navigationBarTitleText: '等级和积分' })
