/** A person with a phone. Known to the stack only: functions see ordinary users. */
export interface Persona {
  /** As in the address of the phone: lower-case letters, digits and dashes. */
  readonly id: string
  readonly name: string
  /** The app that is open on the phone. */
  readonly wallet: 'wechat' | 'alipay'
  /** The person's identity for the mini-program. */
  readonly openId: string
  readonly unionId?: string
  /** Known to the wallet only: the mini-program gets it with their consent. */
  readonly phoneNumber?: string
  /** Where the phone is: degrees, GCJ-02. */
  readonly location: { readonly latitude: number; readonly longitude: number }
}
