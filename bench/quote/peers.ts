import { join } from 'node:path'
import { requireFrom } from '../peers'

export const PEERS = join(__dirname, 'peers')

export const requirePeer = <Module>(name: string): Module => requireFrom<Module>(PEERS, name)
