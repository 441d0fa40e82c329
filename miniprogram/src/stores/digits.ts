import { makeAutoObservable } from 'mobx'

/** Length of a payment password. */
export const PASSWORD_DIGITS = 6

/** Six digits that are being typed; never stored. */
export class Digits {
  typed = ''

  constructor() {
    makeAutoObservable(this, {}, { autoBind: true })
  }

  get isWhole(): boolean {
    return this.typed.length === PASSWORD_DIGITS
  }

  type(key: string): void {
    if (key === 'back') this.typed = this.typed.slice(0, -1)
    else if (/^\d$/.test(key) && !this.isWhole) this.typed += key
  }

  clear(): void {
    this.typed = ''
  }
}
