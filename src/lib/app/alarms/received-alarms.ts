import { alarmEntry } from '#lib/domain/alarms/entry.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { firstValue } from '../notebook/first-value.ts'

/** The alarms that the phone's owner took note of by their notifications, while no notebook was open and no server reached. */
export class ReceivedAlarms {
  constructor(
    private readonly parts: Pick<
      BookDeps,
      'push' | 'stream' | 'recordUnasked' | 'unit' | 'account' | 'clockOffset'
    >
  ) {}

  /**
   * Records each of them once, with its own time, unless the server has recorded it meanwhile; one that cannot be recorded
   * now waits for the next opening.
   */
  async write(): Promise<void> {
    const { push, stream, recordUnasked, unit, account, clockOffset } = this.parts
    const phone = await push()
    for (const { alarm, at } of await phone.received()) {
      // The notification was shown by the phone's own clock.
      const then = new Date(at + clockOffset).toISOString()
      const place = { unit, book: 'duty', stream: `alarm/${alarm}`, at: then } as const
      const known = (await firstValue(stream(place.stream))).map(alarmEntry)
      const isTold = known.some((entry) => entry.kind === 'received' && entry.account === account)
      const isDone = isTold || (await recordUnasked({ ...place, type: 'duty.alarm-received', body: {} })).ok
      if (isDone) await phone.forgetReceived(alarm)
    }
  }
}
