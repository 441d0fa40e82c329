/** Somebody with a phone. Only the stack knows of such people: functions see users like any other. */
export interface Persona {
  /** As in the address of the phone: lower-case letters, digits and dashes. */
  readonly id: string
  readonly name: string
  /** The app that is open on the phone. */
  readonly wallet: 'wechat' | 'alipay'
  /** Who that is to the mini-program. */
  readonly openId: string
  readonly unionId?: string
  /** Where the phone is: degrees, GCJ-02. */
  readonly location: { readonly latitude: number; readonly longitude: number }
}
