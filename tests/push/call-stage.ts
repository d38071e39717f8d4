import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { NoticeSender } from '../../sync-server/push/notice-sender.ts'
import { PushSender } from '../../sync-server/push/push-sender.ts'
import { Receipts } from '../../sync-server/push/receipts.ts'
import { Subscriptions } from '../../sync-server/push/subscriptions.ts'
import { testDecision } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from './receiver.ts'

export const alarm = () => uuidv7(Date.now(), randomBytes(10))
export const gates = ['cong-chua', 'cong-1b']

/**
 * A unit with two gates, Cổng Chùa closed by hand and kept by the keeper, and Cổng 1B with a machine and kept by the other,
 * and the phones of its people.
 */
export class CallStage {
  phones = {} as Record<keyof CallStage['people'], ReceivingPhone>

  private constructor(
    readonly stack: TestStack,
    private readonly receiver: Receiver,
    private readonly keys: ReturnType<typeof vapidKeys>,
    private readonly subscriptions: Subscriptions,
    readonly people: Record<'chief' | 'officer' | 'keeper' | 'other', TestAccount>,
    /** Moves Cổng 1B. */
    readonly machine: TestAccount
  ) {}

  static async start(): Promise<CallStage> {
    const keys = vapidKeys()
    const receiver = await startReceiver(keys.publicKey)
    const stack = await startTestStack()
    const { unit } = stack
    await stack.provision({
      units: [{ id: unit, name: 'Thử', kind: 'xã' }],
      accounts: [],
      gates: [
        { unit, gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand', decision: testDecision },
        { unit, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', decision: testDecision }
      ]
    })
    const people = {
      chief: await stack.account('commander'),
      officer: await stack.account('officer'),
      keeper: await stack.account('keeper'),
      other: await stack.account('keeper')
    }
    const machine = await stack.account('agent')
    await stack.entrust(people.keeper.name, 'cong-chua')
    await stack.entrust(people.other.name, 'cong-1b')
    const subscriptions = await Subscriptions.open(stack.couch.nano)
    return new CallStage(stack, receiver, keys, subscriptions, people, machine)
  }

  async stop(): Promise<void> {
    await this.stack.stop()
    await this.receiver.stop()
  }

  /** Gives each person a phone that has heard nothing. */
  async newPhones(): Promise<void> {
    const { subscriptions, receiver, stack, people } = this
    for (const { endpoint } of await subscriptions.all()) await subscriptions.drop(endpoint)
    for (const [who, { name, device }] of Object.entries(people)) {
      const phone = (this.phones[who as keyof typeof people] = receiver.phone())
      const { endpoint, p256dh, auth } = phone
      const of = { account: name, unit: stack.unit, device: device.id, language: 'vi' as const, at: 0 }
      await subscriptions.keep({ ...of, endpoint, p256dh, auth })
    }
  }

  says(who: TestAccount, type: string, id: string, body: object, forged: object = {}): Envelope {
    return who.device.fact(this.stack.unit, 'duty', `duty.${type}`, `alarm/${id}`, body, forged)
  }

  start(id: string, more: object = {}): Envelope {
    return this.says(this.people.chief, 'alarm-started', id, { gates, from: 'app', ...more })
  }

  last(who: keyof CallStage['people']) {
    return this.phones[who].notices.at(-1)
  }

  /** Counts what each person's phone has heard, in the order of `people`. */
  heard(): number[] {
    return Object.values(this.phones).map(({ notices }) => notices.length)
  }

  /** A sender whose minutes pass when the test says so. */
  onClock(server = this.stack.couch.nano) {
    const { subscriptions, keys, receiver, stack } = this
    const waiting: { ms: number; run: () => void }[] = []
    const ringing: Promise<unknown>[] = []
    const receipts = new Receipts()
    const after = (ms: number, run: () => void) => {
      const timer = { ms, run }
      waiting.push(timer)
      return () => void waiting.splice(waiting.indexOf(timer) >>> 0, 1)
    }
    const report = (problem: unknown) => {
      throw problem
    }
    const gone = ({ endpoint }: { endpoint: string }) => subscriptions.drop(endpoint)
    const sender = new PushSender({ gone, keys, services: [receiver.url], after, report })
    const sending = {
      send: (...asked: Parameters<PushSender['send']>) => {
        const sent = sender.send(...asked)
        ringing.push(sent)
        return sent
      }
    }
    let later = 0
    const now = () => Date.now() + later
    const parts = { server, roots: stack.tools.roots, subscriptions, receipts, now, after, report }
    const teller = new NoticeSender({ ...parts, sender: sending })
    /** Resolves when every phone has had its turn. */
    const settled = () => Promise.all(ringing.splice(0))
    return {
      teller,
      receipts,
      waiting,
      settled,
      wait: (ms: number) => void (later += ms),
      async tell(...facts: Envelope[]) {
        await teller.notify(stack.unit, ...facts)
        await settled()
      },
      /** Lets a minute pass, until every phone has had its turn. */
      async minute() {
        const [next] = waiting.splice(0, 1)
        expect(next!.ms).toBe(60_000)
        next!.run()
        await expect.poll(() => ringing.length).toBe(4)
        await settled()
      }
    }
  }
}
