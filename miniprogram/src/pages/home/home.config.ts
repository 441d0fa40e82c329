export default definePageConfig({
  navigationBarTitleText: '掌上加油',
  enableShareAppMessage: true,
})
