import { PhoneClock } from '../data/clock.ts'
import { browserBeat } from '../data/courier/beat.ts'
import type { Http } from '../data/courier/http.ts'
import { openSession } from '../data/courier/session.ts'
import { verify } from '../data/crypto/keys.ts'
import { deviceLabel } from '../data/device-label.ts'
import { openDraftShelf } from '../data/draft-shelf.ts'
import { PhoneEvidence } from '../data/evidence/evidence.ts'
import { openKeyring } from '../data/keyring.ts'
import { locate } from '../data/locate.ts'
import { phoneStorage } from '../data/store/dexie.ts'
import { PhoneStore } from '../data/store/store.ts'
import { yieldToBrowser } from '../data/store/yield.ts'
import { webChannel, webLocks, webTab, type Tab } from '../data/tabs.ts'
import { openWaiting } from '../data/waiting.ts'
import { App } from './app.svelte.ts'
import type { AlarmKeys } from './alarm-ports.ts'
import type { Ports } from './ports.ts'

/** The composition root: the only place that knows both the app and the outside world. */
export function createApp(): App {
  return new App(browserPorts())
}

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
  const storage = phoneStorage()
  let tab: Promise<Tab> | undefined
  let alarmKeys: AlarmKeys | undefined
  return {
    clock,
    deviceLabel,
    keyring,
    waiting: openWaiting(localStorage),
    session: openSession(http),
    verify,
    locate: () => locate(navigator.geolocation),
    localNetwork: async () => (await import('../data/local-network.ts')).localNetwork(navigator.permissions),
    openStore(account, { data }) {
      const tabs = { locks: webLocks, multiInstance: true, yieldNow: yieldToBrowser }
      return PhoneStore.open({ account, key: data, storage, ...tabs })
    },
    async openDrafts(account, { data }) {
      tab ??= webTab(sessionStorage, Date.now())
      return openDraftShelf(account, data, localStorage, await tab)
    },
    openEvidence(account, { data }) {
      return new PhoneEvidence({ account, key: data, http, openChannel: webChannel })
    },
    async startCourier(store, evidence, identity, { password }) {
      const { PhoneCourier } = await import('../data/courier/courier.ts')
      return new PhoneCourier({
        http,
        store: store as PhoneStore,
        carrier: evidence as PhoneEvidence,
        identity,
        password,
        remember: (known) => keyring.remember(known),
        beat: browserBeat,
        locks: webLocks,
        openChannel: webChannel
      })
    },
    async openPush(parts) {
      const { PhonePush } = await import('../data/push.ts')
      return new PhonePush({ ...parts, shelf: localStorage })
    },
    async openAttention() {
      const { openAttention } = await import('../data/attention.ts')
      return openAttention()
    },
    async openAlarmKeys() {
      const { openAlarmKeys } = await import('../data/alarm-keys.ts')
      alarmKeys ??= openAlarmKeys({ clock, verify, locks: webLocks }) as AlarmKeys
      return alarmKeys
    },
    async openGateLine({ keys: { device }, ...parts }) {
      const { openGateLine } = await import('../data/gates/open.ts')
      return openGateLine({ ...parts, device, clock, verify })
    }
  }
}
