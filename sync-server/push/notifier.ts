import type { ServerScope } from 'nano'
import { rootsIn } from '../directory/roots.ts'
import type { ServerConfig } from '../server-config.ts'
import { BookFollower } from './book-follower.ts'
import { pushKeysIn } from './push-keys.ts'
import type { PushConfig } from './push-service.ts'
import { Subscriptions } from './subscriptions.ts'
import { NoticeSender } from './notice-sender.ts'

export interface Notifier {
  /** Given to phones, which subscribe with it. */
  publicKey: string
  services: readonly string[]
  subscriptions: Subscriptions
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

/** Follows the books and notifies subscribed phones until `stop`. */
export async function startNotifier(
  server: ServerScope,
  config: PushConfig,
  { dataDir, now, report }: Pick<ServerConfig, 'dataDir' | 'now' | 'report'>
): Promise<Notifier> {
  const subscriptions = await Subscriptions.open(server)
  const { services } = config
  const keys = pushKeysIn(dataDir, config)
  const teller = new NoticeSender({
    server,
    roots: rootsIn(dataDir),
    subscriptions,
    keys,
    services,
    now,
    after,
    report
  })
  const following = new BookFollower(server, subscriptions, teller, now)
  await following.refresh()
  const timer = setInterval(() => void following.refresh().catch(report), refreshMs)
  timer.unref()
  return {
    publicKey: keys.publicKey,
    services,
    subscriptions,
    refresh: () => following.refresh(),
    async stop() {
      clearInterval(timer)
      await following.stop()
      teller.stop()
    }
  }
}
