import type { DeviceKey, Identity, PinnedRoots } from '#lib/ports/keys.ts'
import { PhoneCourier, type CourierDeps } from '../courier/courier.ts'
import { DeviceReporter } from '../courier/device-reporter.ts'
import type { Http } from '../http/http.ts'
import { verify } from '../keys/keys.ts'
import type { PhoneOutbox } from '../outbox/phone-outbox.ts'
import type { PhonePhotos } from '../photos/phone-photos.ts'
import type { PhoneStore } from '../store/store.ts'
import { webChannel, webLocks, type OpenChannel } from '../tabs.ts'

export interface ComposedParts extends Pick<CourierDeps, 'openBell' | 'remember' | 'scheduler' | 'session'> {
  identity: Identity
  device: Pick<DeviceKey, 'id' | 'sign'>
  /** With a session in each request. */
  http: Http
  store: PhoneStore
  photos: PhonePhotos
  outbox: Pick<PhoneOutbox, 'carry'>
  roots: Pick<PinnedRoots, 'get'>
  openChannel?: OpenChannel
}

/** Starts the courier of one account where it is called, in a worker or in the page. */
export function composeCourier(parts: ComposedParts): PhoneCourier {
  const { identity, device, store, photos, outbox, roots, openChannel = webChannel } = parts
  let waiting = 0
  photos.counts().subscribe({
    next: (counts) => (waiting = counts.waiting + counts.refused),
    error: () => {}
  })
  return new PhoneCourier({
    ...parts,
    carrier: {
      // Begins with what others could not send: it has waited longer than this account's photos.
      carry: async (way) => (await outbox.carry(way)) || photos.carry(way),
      sendAgain: () => photos.sendAgain(),
      forget: (gone) => photos.forget(gone)
    },
    reporter: new DeviceReporter({ account: identity.account, device, store, photos: () => waiting }),
    trust: { verify, roots },
    locks: webLocks,
    openChannel
  })
}
