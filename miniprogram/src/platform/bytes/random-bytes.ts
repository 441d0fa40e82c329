import { type NativeRandom, seededBytes } from './seeded-bytes'
import { storage } from '../phone/storage'

declare const wx: NativeRandom | undefined
declare const my: NativeRandom | undefined

const native = typeof wx !== 'undefined' ? wx : typeof my !== 'undefined' ? my : {}

/**
 * For ids. Values that must be unguessable by themselves, such as a transfer's number, are made by
 * the server.
 */
export const randomBytes = seededBytes(native, storage, () => Date.now())
