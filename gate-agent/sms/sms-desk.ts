import type { Command } from '#lib/domain/gates/contract/command.ts'
import { leavesNoTrace } from '#lib/domain/gates/contract/checks/replay-guard.ts'
import type { HolderOf } from '#lib/domain/gates/contract/checks/receive.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import { smsCommand, smsOrderIn, type SmsRequest } from '#lib/domain/gates/contract/sms-text.ts'
import type { AgentClock } from '../shell/agent-clock.ts'
import type { Signatures } from '../shell/signatures.ts'
import type { StoredSms } from './listing.ts'
import { Modem } from './modem.ts'
import type { TextedAlarms } from '../server/texted-alarms.ts'
import { ReplyLimit, type ReplyKind } from './reply-limit.ts'
import type { OpenPort } from './serial-port.ts'
import { alarmText, outcomeText, standText, type SmsStand } from './reply-text.ts'

/** The part of a gate that text messages need: see `GateShell`. */
export interface SmsGate {
  sms(request: SmsRequest, command: Command, holder: GateHolder, to: string | null): void
  unsignedSms(): void
  stand: Pick<SmsStand, 'report' | 'reportAgeMs' | 'lock'>
}

export interface SmsDeskDeps {
  unit: string
  clock: Pick<AgentClock, 'now' | 'steady'>
  signatures: Signatures
  /** Lists the ids of an account's keys, whatever their standing. */
  keysOf(account: string): readonly string[]
  holderOf: HolderOf
  /** Hands the text of an alarm to the commune's server: see `TextedAlarms`. */
  raise: TextedAlarms['raise']
  /** Sends a text. @param to digits, with or without a plus */
  send(to: string, text: string): void
}

const prefix = 'sms:'

/** Returns where the answer to a text message goes, in the form of a reply topic, which no topic can have. */
const smsReplyTo = (key: string, number: string) => `${prefix}${key}:${number}`

/** Tells whether a reply goes out as a text message. */
export const isSmsReply = (to: string): boolean => to.startsWith(prefix)

/** Leads text messages to the gates that obey them, and their answers back. */
export class SmsDesk {
  readonly #gates = new Map<string, SmsGate>()
  readonly #limit = new ReplyLimit()

  constructor(private readonly parts: SmsDeskDeps) {}

  /** Lets a gate obey text messages until the returned function is called. */
  add(id: string, gate: SmsGate): () => void {
    this.#gates.set(id, gate)
    return () => {
      if (this.#gates.get(id) === gate) this.#gates.delete(id)
    }
  }

  /**
   * Handles a text message. One that is no request, or to no gate here, is passed over; one without a valid signature is
   * counted and gets no answer. The number it came from proves nothing. One that raises the alarm goes to the commune's
   * server too, whatever becomes of it at the gate: whoever is to be woken stands at others.
   */
  receive({ from, text }: Pick<StoredSms, 'from' | 'text'>): void {
    const { unit } = this.parts
    const read = smsOrderIn(unit, text)
    const gate = read && this.#gates.get(read.order.gate)
    if (!read || !gate) return
    const { order, signed } = read
    const signer = this.#signerOf(order, signed)
    if (!signer) return gate.unsignedSms()
    const { key, holder } = signer
    const to = from === null ? null : smsReplyTo(key, from)
    if (order.request === 'ALARM')
      this.parts.raise({
        text: text.trim(),
        sender: `${key} ${order.gate}`,
        ctr: order.ctr,
        tell: (fate) => to !== null && this.#send(to, 'alarm', alarmText(fate, order.gate))
      })
    gate.sms(order.request, smsCommand(order, unit, key, signed), holder, to)
  }

  /** Answers a command at its end. */
  reply(gate: string, to: string, reply: Reply): void {
    const stand = this.#standOf(gate)
    if (stand) this.#send(to, kindOf(reply), outcomeText(reply, stand))
  }

  /** Answers how a gate stands. */
  describe(gate: string, to: string): void {
    const stand = this.#standOf(gate)
    if (stand) this.#send(to, 'outcome', standText(stand))
  }

  /** Finds whose key signed it, among the keys of the account that it names. */
  #signerOf(
    { actor, gate, keyStart }: { actor: string; gate: string; keyStart: string },
    signed: Parameters<Signatures['verify']>[1]
  ): { key: string; holder: GateHolder } | null {
    const { keysOf, holderOf, signatures } = this.parts
    for (const key of keysOf(actor)) {
      const holder = key.startsWith(keyStart) ? holderOf({ account: actor, key, gate }) : null
      if (holder?.account === actor && holder.use === 'phone' && signatures.verify(holder.key, signed))
        return { key, holder }
    }
    return null
  }

  #standOf(gate: string): SmsStand | null {
    const known = this.#gates.get(gate)
    return known ? { gate, ...known.stand, now: this.parts.clock.now() } : null
  }

  #send(to: string, kind: ReplyKind, text: string | null) {
    const { clock, send } = this.parts
    const [key = '', number = ''] = to.slice(prefix.length).split(':')
    if (text !== null && this.#limit.allows(key, kind, clock.steady())) send(number, text)
  }
}

function kindOf(reply: Reply): ReplyKind {
  if (reply.status !== 'refused') return 'outcome'
  return leavesNoTrace(reply.refusal.code) ? 'unproven' : 'refusal'
}

interface SmsDeps extends Pick<SmsDeskDeps, 'unit' | 'signatures' | 'holderOf'> {
  sms?: ({ open: OpenPort } & Pick<SmsDeskDeps, 'keysOf' | 'raise'>) | undefined
  clock: AgentClock
  trouble(problem: unknown): void
}

/** Makes the desk and its modem, which starts once the gates are there; null: this agent has none. */
export function startSms({ sms, clock, trouble, ...parts }: SmsDeps) {
  if (!sms) return { desk: null, modem: null }
  const send = (to: string, text: string) => modem.send(to, text)
  const desk = new SmsDesk({ ...parts, clock, send, keysOf: sms.keysOf, raise: sms.raise })
  const modem = new Modem({ open: sms.open, clock, trouble, received: (message) => desk.receive(message) })
  return { desk, modem }
}
