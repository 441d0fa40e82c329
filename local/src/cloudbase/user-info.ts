import { z } from 'zod'
import { action } from './action'

const schema = z.object({
  uuid: z.string().optional(),
  platform: z.string().optional(),
  platformId: z.string().optional(),
})

/** `getEndUserInfo`, `queryUserInfo`: the stack stores no users, so it echoes the request. */
export const getUserInfoForAdmin = () =>
  action(null, schema, async ({ platform, platformId, uuid }) => ({
    data: { uid: uuid ?? '', ...(platform && { platform }), ...(platformId && { platformId }) },
  }))
