import { smsLifetimeMs } from '#lib/domain/gates/contract/timers.ts'
import type { SmsRequest } from '#lib/domain/gates/contract/sms-text.ts'
import type { BookDeps } from '../../notebook/book-deps.ts'
import type { Outcome } from '../../notebook/record.ts'
import { dialled } from '../../settings/contacts.ts'
import { smsOf } from '../../settings/phone-links.ts'

export type { SmsRequest }

/** A text message that was prepared; nobody knows whether its owner sent it. */
export interface PreparedSms {
  request: SmsRequest
  /** The link that opens it in the phone's own app for messages. */
  link: string
  /** Times of signing and after which the gate does not obey it, Unix ms. */
  at: number
  until: number
}

/** Prepares text messages to gates' modems, for when data fail. Nothing of them is logged here: only the gate knows. */
export class SmsOrders {
  constructor(private readonly parts: BookDeps) {}

  /** Signs a text message as of now; null: it cannot be made now, or this gate takes none. */
  async prepare(gate: string, request: SmsRequest): Promise<PreparedSms | null> {
    const number = this.parts.directory().modemNumbers.get(gate)
    if (number === undefined) return null
    const at = this.parts.clock.now()
    const connection = await this.parts.gateConnection().catch(() => null)
    const text = await connection?.textMessage(gate, request)
    return text ? { request, link: smsOf(number, text), at, until: at + smsLifetimeMs } : null
  }

  /** Records the commander's number of the gate's modem; '' is none. */
  setNumber(gate: string, typed: string): Promise<Outcome> {
    const phone = dialled(typed)
    return this.parts.record({
      unit: this.parts.unit,
      book: 'directory',
      stream: `gate/${gate}`,
      type: 'directory.gate-modem-set',
      body: { gate, ...(phone && { phone }) }
    })
  }
}
