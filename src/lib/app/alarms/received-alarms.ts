import type { BookDeps } from '../notebook/book-deps.ts'
import { firstValue } from '../notebook/first-value.ts'

/** The alarms that the phone's owner took note of by their notifications, while no notebook was open and no server reached. */
export class ReceivedAlarms {
  constructor(private readonly parts: Pick<BookDeps, 'push' | 'stream' | 'record' | 'unit'>) {}

  /** Records each of them once, with its own time; one that cannot be recorded now waits for the next opening. */
  async write(): Promise<void> {
    const { push, stream, record, unit } = this.parts
    const phone = await push()
    for (const { alarm, at } of await phone.received()) {
      const draft = {
        unit,
        book: 'duty',
        stream: `alarm/${alarm}`,
        type: 'duty.alarm-received',
        at: new Date(at).toISOString(),
        body: {}
      } as const
      const known = await firstValue(stream(draft.stream))
      const isWritten = known.some(({ type, at }) => type === draft.type && at === draft.at)
      if (isWritten || (await record(draft)).ok) await phone.forgetReceived(alarm)
    }
  }
}
