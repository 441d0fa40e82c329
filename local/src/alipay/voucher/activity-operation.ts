import type { Context } from '../context'
import { postMessage } from '../notice/notifications'
import { type Activity, endOperation, type Operation } from './activity'

/** The message that reports its completion. */
const MESSAGES: Readonly<Record<Operation['name'], string>> = {
  CREATING: 'created',
  APPENDING: 'appended',
  FINISHEING: 'stopped',
}

/** Ends the operation at its time; also called for open ones at a restart. */
export function awaitOperation(context: Context, { activityId, operation }: Activity): void {
  if (!operation) return
  context.service.clock.schedule(operation.endsAtMs, async () => {
    const activity = context.books.activities.get(activityId)
    if (!activity?.operation) return
    context.books.activities.put(activityId, endOperation(activity, activity.operation))
    void tellActivity(context, activityId, MESSAGES[activity.operation.name])
    await context.service.file.durable()
  })
}

export function awaitOpenActivities(context: Context): void {
  for (const { value } of context.books.activities.all()) awaitOperation(context, value)
}

/** `alipay.marketing.activity.message.…`: `more` is content beside the activity. */
export function tellActivity(
  context: Context,
  activityId: string,
  event: string,
  more: object = {},
): Promise<void> {
  const atMs = context.service.clock.now()
  return postMessage(context, `alipay.marketing.activity.message.${event}`, {
    id: `${event}_${activityId}_${atMs}`,
    activity_id: activityId,
    event_time: String(atMs),
    ...more,
  })
}
