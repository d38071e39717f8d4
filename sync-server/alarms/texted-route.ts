import type { ServerResponse } from 'node:http'
import * as v from 'valibot'
import { textedAlarm } from '#lib/domain/alarms/texted-alarm.ts'
import { rolesIn } from '#lib/domain/roles.ts'
import { slug } from '#lib/domain/shapes.ts'
import { maxSmsLength } from '#lib/domain/gates/contract/sms-text.ts'
import type { Directories } from '../directories.ts'
import type { FactWriter } from '../fact-writer.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import { parsed } from '../gateway/small-body.ts'
import type { Handler } from '../router.ts'
import type { Holder } from '../sessions/holder.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { withApproved } from '../sessions/with-holder.ts'
import { isSignedBy } from '../signature.ts'

const TextedAlarmRequest = v.strictObject({ unit: slug, text: v.pipe(v.string(), v.maxLength(maxSmsLength)) })

/** Most streams that are remembered; one that is not is recorded again, and of two starts in one stream the first counts. */
const most = 1_000

/**
 * `POST /alarms/texted {unit, text}`, with the session of an agent of that unit: hands over the text by which a phone
 * without data raised the alarm, and answers `{ok}` once the start is recorded for its sender, however often it is
 * brought. The agent proves nothing: the sender's signature does, see `textedAlarm`. 400 for another text, 401 when
 * signed out, 403 for whoever is no agent there and, with the reason, for a text that raises no alarm, 502 when CouchDB does
 * not answer.
 */
export function textedRoute(
  sessions: Pick<Sessions, 'holderOf'>,
  directories: Pick<Directories, 'of'>,
  writer: Pick<FactWriter, 'append'>,
  now: () => number
): Handler {
  const recorded = new Set<string>()
  return withApproved(sessions, async ({ roles }: Holder, body: string, outgoing: ServerResponse) => {
    const asked = v.safeParse(TextedAlarmRequest, parsed(body))
    if (!asked.success) return fail(outgoing, 400, 'bad_request', 'a unit and a text are expected')
    const { unit, text } = asked.output
    if (!rolesIn(unit, roles).includes('agent')) return fail(outgoing, 403, 'forbidden', 'no-agent')
    const world = { unit, now: now(), isSigned }
    const alarm = textedAlarm(await directories.of(unit), text, world)
    if (alarm === 'unreadable') return fail(outgoing, 400, 'bad_request', alarm)
    if (typeof alarm === 'string') return fail(outgoing, 403, 'forbidden', alarm)
    const mark = `${unit} ${alarm.stream}`
    if (!recorded.has(mark)) await writer.append(unit, 'duty', { ...alarm, type: 'duty.alarm-started' })
    recorded.add(mark)
    const [oldest] = recorded
    if (recorded.size > most) recorded.delete(oldest!)
    sendJson(outgoing, { ok: true })
  })
}

const isSigned: Parameters<typeof textedAlarm>[2]['isSigned'] = (key, { p, s }) => isSignedBy(key, p, s)
