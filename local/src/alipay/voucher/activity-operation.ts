import type { Desk } from '../desk'
import { postMessage } from '../notifications'
import { type Activity, endOperation, type Operation } from './activity'

/** The message that reports its completion. */
const MESSAGES: Readonly<Record<Operation['name'], string>> = {
  CREATING: 'created',
  APPENDING: 'appended',
  FINISHEING: 'stopped',
}

/** Ends the operation at its time; also called for open ones at a restart. */
export function awaitOperation(desk: Desk, { activityId, operation }: Activity): void {
  if (!operation) return
  desk.context.clock.schedule(operation.endsAtMs, async () => {
    const activity = desk.books.activities.get(activityId)
    if (!activity?.operation) return
    desk.books.activities.put(activityId, endOperation(activity, activity.operation))
    void tellActivity(desk, activityId, MESSAGES[activity.operation.name])
    await desk.context.file.durable()
  })
}

export function awaitOpenActivities(desk: Desk): void {
  for (const { value } of desk.books.activities.all()) awaitOperation(desk, value)
}

/** `alipay.marketing.activity.message.…`: `more` is content beside the activity. */
export function tellActivity(
  desk: Desk,
  activityId: string,
  event: string,
  more: object = {},
): Promise<void> {
  const atMs = desk.context.clock.now()
  return postMessage(desk, `alipay.marketing.activity.message.${event}`, {
    id: `${event}_${activityId}_${atMs}`,
    activity_id: activityId,
    event_time: String(atMs),
    ...more,
  })
}
