import type { ServerScope } from 'nano'
import { rootsIn } from '../directory/roots.ts'
import type { FactWriter } from '../fact-writer.ts'
import type { ServerConfig } from '../server-config.ts'
import { BookFollower } from './book-follower.ts'
import { pushKeysIn } from './push-keys.ts'
import type { PushConfig } from './push-service.ts'
import { PushSender } from './push-sender.ts'
import { Receipts, type Receipted } from './receipts.ts'
import { Subscriptions, type Subscription } from './subscriptions.ts'
import { NoticeSender } from './notice-sender.ts'
import { Trials } from './wake/trials.ts'
import { WakeBook } from './wake/wake-book.ts'

export interface Notifier {
  /** Given to phones, which subscribe with it. */
  publicKey: string
  services: readonly string[]
  subscriptions: Subscriptions
  receipts: Receipts
  wakes: WakeBook
  trials: Trials
  /** Records that a person has taken note of an alarm, and calls them no more. */
  received(of: Receipted): Promise<void>
  /** Call after a new subscription. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

/** Interval of updating the followed databases, ms. */
const refreshMs = 3600_000

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

const receivedFact = (account: string, alarm: string) => ({
  stream: `alarm/${alarm}`,
  type: 'duty.alarm-received' as const,
  body: { account }
})

/** Most alarms of which is remembered who has taken note. */
const mostAlarms = 1_000

/** Remembers who has taken note of which alarm: each ring has a receipt of its own, and one record of it is enough. */
class ToldAlarms {
  readonly #accounts = new Map<string, Set<string>>()

  has(alarm: string, account: string): boolean {
    return this.#accounts.get(alarm)?.has(account) ?? false
  }

  add(alarm: string, account: string): void {
    const known = this.#accounts.get(alarm) ?? new Set()
    this.#accounts.set(alarm, known.add(account))
    const oldest = this.#accounts.keys().next()
    if (this.#accounts.size > mostAlarms && !oldest.done) this.#accounts.delete(oldest.value)
  }
}

/** Follows the books and notifies subscribed phones until `stop`. */
export async function startNotifier(
  server: ServerScope,
  config: PushConfig,
  writer: Pick<FactWriter, 'append'>,
  { dataDir, now, report }: Pick<ServerConfig, 'dataDir' | 'now' | 'report'>
): Promise<Notifier> {
  const subscriptions = await Subscriptions.open(server)
  const { services } = config
  const keys = pushKeysIn(dataDir, config)
  const receipts = new Receipts()
  const told = new ToldAlarms()
  const wakes = new WakeBook(server, subscriptions, now)
  const gone = async (phone: Subscription) => {
    await subscriptions.drop(phone.endpoint)
    await wakes.tell(phone, 'gone')
  }
  const sender = new PushSender({ keys, services, gone, after, report })
  const roots = rootsIn(dataDir)
  const teller = new NoticeSender({ server, roots, subscriptions, sender, receipts, now, after, report })
  const following = new BookFollower(server, subscriptions, teller, now)
  await following.refresh()
  const timer = setInterval(() => void following.refresh().catch(report), refreshMs)
  timer.unref()
  return {
    publicKey: keys.publicKey,
    services,
    subscriptions,
    receipts,
    wakes,
    trials: new Trials({ subscriptions, sender, book: wakes, now, after }),
    async received(of) {
      await teller.received(of)
      const { unit, account, alarm } = of
      if (told.has(alarm, account)) return
      await writer.append(unit, 'duty', receivedFact(account, alarm))
      told.add(alarm, account)
    },
    refresh: () => following.refresh(),
    async stop() {
      clearInterval(timer)
      await following.stop()
      teller.stop()
      await sender.stop()
    }
  }
}
