import { type NativeRandom, seededBytes } from './seeded-bytes'
import { storage } from './storage'

declare const wx: NativeRandom | undefined
declare const my: NativeRandom | undefined

const native = typeof wx !== 'undefined' ? wx : typeof my !== 'undefined' ? my : {}

/** For ids. What must be hard to guess by itself, such as a transfer's number, the server makes. */
export const randomBytes = seededBytes(native, storage, () => Date.now())
