import type { ServerScope } from 'nano'
import { rootsIn } from '../directory/roots.ts'
import type { FactWriter } from '../fact-writer.ts'
import type { ServerConfig } from '../server-config.ts'
import { BookFollower } from './book-follower.ts'
import { pushKeysIn } from './push-keys.ts'
import type { PushConfig } from './push-service.ts'
import { PushSender } from './push-sender.ts'
import { Receipts, type Receipted } from './receipts.ts'
import { Subscriptions } from './subscriptions.ts'
import { NoticeSender } from './notice-sender.ts'

export interface Notifier {
  /** Given to phones, which subscribe with it. */
  publicKey: string
  services: readonly string[]
  subscriptions: Subscriptions
  receipts: Receipts
  sender: PushSender
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
  const sender = new PushSender({ subscriptions, keys, services, after, report })
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
    sender,
    async received(of) {
      await teller.received(of)
      if (of.alarm !== null) await writer.append(of.unit, 'duty', receivedFact(of.account, of.alarm))
    },
    refresh: () => following.refresh(),
    async stop() {
      clearInterval(timer)
      await following.stop()
      teller.stop()
      sender.stop()
    }
  }
}
