import { PhoneClock } from '#lib/data/http/clock.ts'
import { browserScheduler } from '#lib/data/courier/scheduler.ts'
import type { Http } from '#lib/data/http/http.ts'
import { openSession } from '#lib/data/http/session.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { deviceLabel } from '#lib/data/device/device-label.ts'
import { openDraftShelf, type DraftTable } from '#lib/data/drafts/draft-shelf.ts'
import { PhonePhotos } from '#lib/data/photos/evidence.ts'
import { openKeyring } from '#lib/data/keys/keyring.ts'
import { locate } from '#lib/data/device/locate.ts'
import type { SharedLink } from '#lib/data/mqtt/shared-link.ts'
import type { PhoneStore } from '#lib/data/store/store.ts'
import { webChannel, webLocks, webTab, type Tab } from '#lib/data/tabs.ts'
import { openUnsentCounts } from '#lib/data/keys/unsent-counts.ts'
import { App } from './app.svelte.ts'
import type { AlarmKeys } from '#lib/ports/alarm-ports.ts'
import type { Courier, Keys, Ports } from '#lib/ports/ports.ts'

/** The composition root: the only place that knows both the app and the outside world. */
export function createApp(): App {
  const ports = browserPorts()
  // Where it cannot be had now, opening a notebook asks again.
  void ports
    .calm()
    .then(storeCode)
    .catch(() => {})
  return new App(ports)
}

/** RxDB and what goes with it: not needed to sign in or to unlock, it comes while somebody types. */
const storeCode = () => import('#lib/data/store/open.ts')

export function browserPorts(): Ports {
  const clock = new PhoneClock(Date.now, localStorage)
  const keyring = openKeyring(Date.now)
  const http: Http = {
    fetch: (input, init) => fetch(input, init),
    timeout: (ms) => AbortSignal.timeout(ms),
    now: () => clock.now(),
    deviceNow: Date.now,
    learn: (serverMs, sentAt) => clock.learn(serverMs, sentAt)
  }
  /** One connection to the broker for bells and gates, while a notebook is open. */
  const links = new WeakMap<Keys, SharedLink>()
  async function linkOf(keys: Keys, account: string, signIn: () => Promise<void>): Promise<SharedLink> {
    const { communeLink } = await import('#lib/data/mqtt/phone-link.ts')
    const asker = { account, key: keys.device, now: () => clock.now() }
    const link = links.get(keys) ?? communeLink(asker, signIn)
    links.set(keys, link)
    return link
  }
  let tab: Promise<Tab> | undefined
  let draftTable: DraftTable | undefined
  let alarmKeys: AlarmKeys | undefined
  return {
    clock,
    deviceLabel,
    keyring,
    unsentCounts: openUnsentCounts(localStorage, window),
    openTabs(lock) {
      const channel = webChannel<'lock'>('antt-tabs', lock)
      return { lockOthers: () => channel.post('lock') }
    },
    session: openSession(http),
    verify,
    locate: () => locate(navigator.geolocation),
    localNetwork: async () =>
      (await import('#lib/data/device/local-network.ts')).localNetwork(navigator.permissions),
    async openStore(account, keys, onCleared) {
      const { openStore } = await storeCode()
      return openStore(account, keys.data, async () => {
        if (await keyring.holds(account, keys)) return
        onCleared()
        throw new Error('this key is the phone’s no more')
      })
    },
    async openDrafts(account, { data }) {
      tab ??= webTab(sessionStorage, Date.now())
      const { openDraftTable } = await import('#lib/data/drafts/draft-table.ts')
      draftTable ??= openDraftTable(localStorage)
      return openDraftShelf(account, data, draftTable, await tab)
    },
    openEvidence(account, { data }) {
      return new PhonePhotos({ account, key: data, http, openChannel: webChannel })
    },
    // Not every browser tells when it is idle.
    calm: () =>
      new Promise((resolve) => {
        if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 1_000 })
        else setTimeout(resolve, 200)
      }),
    async startCourier(store, evidence, identity, keys) {
      const [{ PhoneCourier }, { DeviceReporter }] = await Promise.all([
        import('#lib/data/courier/courier.ts'),
        import('#lib/data/courier/device-reporter.ts')
      ])
      let photos = 0
      evidence.counts().subscribe({
        next: ({ waiting, refused }) => (photos = waiting + refused),
        error: () => {}
      })
      const courier: Courier = new PhoneCourier({
        http,
        store: store as PhoneStore,
        carrier: evidence as PhonePhotos,
        reporter: new DeviceReporter({
          account: identity.account,
          device: keys.device,
          store: store as PhoneStore,
          photos: () => photos
        }),
        identity,
        password: keys.password,
        async openBell(told) {
          const { openBell } = await import('#lib/data/courier/bell.ts')
          const link = await linkOf(keys, identity.account, () => courier.ring())
          return openBell(link.use(), told, browserScheduler.onWake)
        },
        remember: (known) => keyring.remember(known),
        scheduler: browserScheduler,
        locks: webLocks,
        openChannel: webChannel
      })
      return courier
    },
    async openPush(parts) {
      const { PhonePush } = await import('#lib/data/device/push.ts')
      return new PhonePush({ ...parts, shelf: localStorage })
    },
    async openAttention() {
      const { openAttention } = await import('#lib/data/device/attention.ts')
      return openAttention()
    },
    async openSpace() {
      const { openSpace } = await import('#lib/data/device/space.ts')
      return openSpace(navigator.storage)
    },
    async askDevices(account) {
      const { askDevices } = await import('#lib/data/http/devices.ts')
      return askDevices(http, account)
    },
    async openAlarmKeys() {
      const { openAlarmKeys } = await import('#lib/data/keys/alarm-keys.ts')
      alarmKeys ??= openAlarmKeys({ clock, verify, locks: webLocks }) as AlarmKeys
      return alarmKeys
    },
    async openGateConnection({ unit, store, keys, identity: { account }, signIn, local }) {
      const { openGateConnection, agentsOf } = await import('#lib/data/gates/open.ts')
      const { localLink } = await import('#lib/data/mqtt/phone-link.ts')
      const link = local ? localLink(account, local) : await linkOf(keys, account, signIn)
      const agents = agentsOf(store.book('directory'))
      return openGateConnection({ unit, account, device: keys.device, agents, link, clock, verify })
    }
  }
}
