/** Messages from the page with the phones to a phone, by `postMessage` within one origin. */
export type PhoneMessage =
  /** The clock was advanced. */
  | { readonly kind: 'clock'; readonly nowMs: number }
  /** Its owner has scanned this with the wallet, outside the mini-program: a warm start. */
  | { readonly kind: 'scan'; readonly link: string }
  /** A menu or a card of the wallet opens this page of the running app: a warm start. */
  | { readonly kind: 'open'; readonly address: string }
