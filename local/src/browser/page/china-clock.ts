const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour12: false,
    ...options,
  })
  return (atMs: number): string => formatter.format(atMs)
}

/** `14:05` */
export const showMinute = format({ hour: '2-digit', minute: '2-digit' })
/** `14:05:20` */
export const showSecond = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
/** `14:05:20.114` */
export const showMillisecond = format({
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
})
/** `11月21日` */
export const showDay = format({ month: 'long', day: 'numeric' })
