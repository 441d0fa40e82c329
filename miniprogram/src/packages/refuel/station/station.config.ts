export default definePageConfig({
  navigationBarTitleText: '油站',
  enableShareAppMessage: true,
})
