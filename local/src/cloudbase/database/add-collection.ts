import { z } from 'zod'
import { action } from '../action'
import { invalidParam } from '../cloud-error'
import type { DatabaseContext } from './database'
import { collectionName } from './value/params'

/** The names that the SDK allows. */
const NAME = /^[a-zA-Z0-9][\w-]{0,63}$/

export const addCollection = ({ database }: DatabaseContext) =>
  action('write', z.object({ collectionName }), async ({ collectionName: name }) => {
    if (!NAME.test(name)) throw invalidParam(`not a name for a collection: ${name}`)
    database.catalog.create(name)
    return { data: {} }
  })
