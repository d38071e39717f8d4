import { homeUnit } from '#lib/domain/roles.ts'
import { PhoneClock, storedClock } from '#lib/data/http/clock.ts'
import { browserScheduler, wakeOrAfter } from '#lib/data/courier/scheduler.ts'
import type { Http } from '#lib/data/http/http.ts'
import { ServerSession } from '#lib/data/http/server-session.ts'
import { signIn } from '#lib/data/http/sign-in.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { deviceLabel } from '#lib/data/device/device-label.ts'
import { openDraftShelf, type DraftTable } from '#lib/data/drafts/draft-shelf.ts'
import { PhoneOutbox, sealedCounts } from '#lib/data/outbox/phone-outbox.ts'
import { PhonePhotos } from '#lib/data/photos/phone-photos.ts'
import { openKeyring } from '#lib/data/keys/keyring.ts'
import { openSeenScreens } from '#lib/data/screens/seen-screens.ts'
import { stretchInWorker } from '#lib/data/keys/stretch.ts'
import { locate } from '#lib/data/device/locate.ts'
import type { SharedLink } from '#lib/data/mqtt/shared-link.ts'
import type { PhoneStore } from '#lib/data/store/store.ts'
import { timeSlices } from '#lib/data/time-slices.ts'
import { webChannel, webLocks, webTab, type Tab } from '#lib/data/tabs.ts'
import { openUnsentCounts } from '#lib/data/keys/unsent-counts.ts'
import { App } from './app.svelte.ts'
import { ownCount } from './own-count.ts'
import { LazyCourier } from './sync/lazy-courier.ts'
import type { AlarmKeys, Identity, Keys, Ports } from '#lib/ports/ports.ts'

/** Composes the app; the only place that knows both the app and the adapters. @param version of this build */
export function createApp(version: string): App {
  const ports = browserPorts(version)
  // If it cannot be loaded now, opening a notebook tries again.
  void ports
    .idle()
    .then(loadStore)
    .catch(() => {})
  return new App(ports)
}

/** Loads RxDB and what goes with it while people type: signing in and unlocking do not need it. */
const loadStore = () => import('#lib/data/store/open-store.ts')

/** Wait before the courier's code is asked for again, when it could not be had, ms. */
const courierRetryMs = 10_000

/** The dependencies of one session's courier. */
interface CourierSession {
  identity: Identity
  keys: Keys
  mayOpen(): Promise<void>
  store: PhoneStore
  photos: PhonePhotos
  outbox: PhoneOutbox
}

/** @param version of this build */
export function browserPorts(version: string): Ports {
  const clock = new PhoneClock(Date.now, localStorage)
  const keyring = openKeyring({
    now: Date.now,
    monotonic: () => performance.now(),
    stretch: stretchInWorker
  })
  const http: Http = {
    fetch: (input, init) => fetch(input, init),
    timeout: (ms) => AbortSignal.timeout(ms),
    now: () => clock.now(),
    deviceNow: Date.now,
    learn: (serverMs, sentAt) => clock.learn(serverMs, sentAt)
  }
  /** This tab's sessions with the server, by the id of the key. */
  const sessions = new Map<string, ServerSession>()
  function sessionOf(account: string, { device, password, roots }: Keys): ServerSession {
    const { origin } = location
    const known = sessions.get(device.id)
    const session = known ?? new ServerSession({ http, account, device, password, origin, version })
    session.named = (...told) => roots.pin(...told)
    sessions.set(device.id, session)
    return session
  }
  /** The broker connection shared by bells and gates, while a notebook is open. */
  const links = new WeakMap<Keys, SharedLink>()
  async function linkOf(keys: Keys, account: string): Promise<SharedLink> {
    const { communeLink } = await import('#lib/data/mqtt/phone-link.ts')
    const link = links.get(keys) ?? communeLink(account, sessionOf(account, keys).fetch)
    links.set(keys, link)
    return link
  }
  let tab: Promise<Tab> | undefined
  let draftTable: DraftTable | undefined
  async function openDrafts(account: string, { data }: Keys) {
    tab ??= webTab(sessionStorage, Date.now())
    const { openDraftTable } = await import('#lib/data/drafts/draft-table.ts')
    draftTable ??= openDraftTable(localStorage)
    return openDraftShelf(account, data, draftTable, await tab)
  }
  async function openStore(account: string, { data }: Keys, mayOpen: () => Promise<void>) {
    const { openStore } = await loadStore()
    return openStore(account, data, mayOpen)
  }
  async function openCourier(parts: CourierSession) {
    const { openCourier } = await import('#lib/data/courier-worker/open-courier.ts')
    const { identity, keys } = parts
    const { account } = identity
    return openCourier({
      ...parts,
      session: sessionOf(account, keys),
      async openBell(handlers) {
        const { openBell } = await import('#lib/data/courier/bell/bell.ts')
        const link = await linkOf(keys, account)
        return openBell(link.use(), handlers, browserScheduler.onWake)
      },
      remember: (known) => keyring.remember(known),
      clock: storedClock(localStorage),
      brought
    })
  }
  const unsentCounts = openUnsentCounts(localStorage, window)
  const brought = (account: string, count: number) =>
    unsentCounts.keep(account, unsentCounts.of(account) - count)
  const build = document.documentElement.dataset['build'] ?? ''
  let alarmKeys: AlarmKeys | undefined
  return {
    clock,
    verify,
    async signIn(account, password, wanted) {
      const signedIn = await signIn(http, account, password, { origin: location.origin, version, wanted })
      if ('session' in signedIn) sessions.set(signedIn.device.key.id, signedIn.session)
      return signedIn
    },
    async leaveSession(device) {
      const session = sessions.get(device)
      sessions.delete(device)
      await session?.leave()
    },
    keyring,
    screens: openSeenScreens({ address: () => location.pathname + location.search, build }),
    openFolds: async () => (await import('#lib/data/screens/kept-folds.ts')).openKeptFolds(build),
    unsentCounts,
    sealedCounts,
    async forgetNotebook(account) {
      const { removeNotebook } = await import('#lib/data/store/remove-notebook.ts')
      const alarmKeys = await this.openAlarmKeys()
      await alarmKeys.drop(account)
      const { openDraftTable } = await import('#lib/data/drafts/draft-table.ts')
      await removeNotebook(account, (draftTable ??= openDraftTable(localStorage)))
      await keyring.forget(account)
      unsentCounts.keep(account, (await sealedCounts(account)).waiting)
      unsentCounts.keep(ownCount(account), 0)
    },
    async openSession(identity, keys, onCleared) {
      const { account, roles } = identity
      const courier: LazyCourier = new LazyCourier(
        () => openCourier({ identity, keys, mayOpen, store, photos, outbox }),
        (run) => wakeOrAfter(browserScheduler, courierRetryMs, run)
      )
      async function mayOpen() {
        if (await keyring.holds(account, keys)) return
        onCleared()
        // Another tab's notebook takes over; what is typed here stays on the screen.
        void courier.stop()
        throw new Error('the keyring holds another key')
      }
      const [store, drafts] = await Promise.all([
        openStore(account, keys, mayOpen),
        openDrafts(account, keys)
      ])
      const { http } = sessionOf(account, keys)
      const photos = new PhonePhotos({ account, key: keys.data, http, openChannel: webChannel })
      const sealing = { account, device: keys.device, store, photos, now: Date.now }
      const outbox = new PhoneOutbox(sealing, brought)
      return { identity, unit: homeUnit(roles) ?? '', keys, store, photos, drafts, outbox, courier }
    },
    async openGateConnection(session, local) {
      const { unit, keys, store } = session
      const { account } = session.identity
      const { openGateConnection, agentsOf } = await import('#lib/data/gates/open-gate-connection.ts')
      const { VerifiedDirectory } = await import('./notebook/verified-directory.ts')
      const { localLink } = await import('#lib/data/mqtt/phone-link.ts')
      const link = local ? localLink(account, local) : await linkOf(keys, account)
      const agents = agentsOf(new VerifiedDirectory(store, verify, unit, keys.roots).known())
      return openGateConnection({ unit, account, device: keys.device, agents, link, clock, verify })
    },
    isOffline: () => !navigator.onLine,
    async openAlarmKeys() {
      const { openAlarmKeys } = await import('#lib/data/keys/alarm-keys.ts')
      return (alarmKeys ??= openAlarmKeys({ clock, verify, locks: webLocks }))
    },
    async askDevices({ identity: { account }, keys }) {
      const { askDevices } = await import('#lib/data/http/devices.ts')
      return askDevices(sessionOf(account, keys).http)
    },
    async askSessionEnding({ identity: { account }, keys }) {
      const { askSessionEnding } = await import('#lib/data/http/session-ending.ts')
      return askSessionEnding(sessionOf(account, keys))
    },
    async openDeviceSessions({ identity: { account }, keys }) {
      const { openDeviceSessions } = await import('#lib/data/http/device-sessions.ts')
      return openDeviceSessions(sessionOf(account, keys).http)
    },
    async openPhoneTrials({ identity: { account }, keys }) {
      const { openPhoneTrials } = await import('#lib/data/http/phone-trials.ts')
      return openPhoneTrials(sessionOf(account, keys).http)
    },
    async openMarks({ identity: { account }, keys }) {
      const { asksMarks } = await import('#lib/data/http/marks.ts')
      return asksMarks(sessionOf(account, keys).http)
    },
    openPeers: async (session) => (await import('#lib/data/peers/open-peers.ts')).openPeers(session),
    openInbox: async (session) =>
      (await import('#lib/data/sharing/phone-inbox.ts')).openInbox(session, Date.now),
    countShared: async (account) => (await import('#lib/data/sharing/inbox-shelf.ts')).countShared(account),
    deviceLabel,
    locate: () => locate(navigator.geolocation),
    localNetwork: async () =>
      (await import('#lib/data/device/local-network.ts')).localNetwork(navigator.permissions),
    // Not every browser reports when it is idle.
    idle: () =>
      new Promise((resolve) => {
        if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 1_000 })
        else setTimeout(resolve, 200)
      }),
    slices: timeSlices,
    openTabs(lock) {
      const channel = webChannel<'lock'>('antt-tabs', lock)
      return { lockOthers: () => channel.post('lock') }
    },
    async openPush(session) {
      const { PhonePush } = await import('#lib/data/device/phone-push.ts')
      return new PhonePush(session, localStorage, sessionOf(session.identity.account, session.keys).fetch)
    },
    async openAttention() {
      const { openAttention } = await import('#lib/data/device/attention.ts')
      return openAttention()
    },
    async openSpace() {
      const { openSpace } = await import('#lib/data/device/space.ts')
      return openSpace(navigator.storage)
    },
    async openFigures({ courier }) {
      const { openFigures } = await import('#lib/data/device/phone-figures.ts')
      return openFigures(courier.report)
    }
  }
}
