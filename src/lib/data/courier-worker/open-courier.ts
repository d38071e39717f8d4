import { browserScheduler, watchPage } from '../courier/scheduler.ts'
import type { PhoneOutbox } from '../outbox/phone-outbox.ts'
import type { PhonePhotos } from '../photos/phone-photos.ts'
import type { ServerSession } from '../http/server-session.ts'
import type { PhoneStore } from '../store/store.ts'
import { startWorker, WorkerFailed } from './start-worker.ts'
import { WorkerCourier, type WorkerCourierParts } from './worker-courier.ts'

export interface CourierParts extends Omit<WorkerCourierParts, 'damage' | 'watch' | 'visible'> {
  session: ServerSession
  store: PhoneStore
  photos: PhonePhotos
  outbox: PhoneOutbox
}

/** Opens the courier of one account in a worker; in the page where the browser has no such workers. */
export async function openCourier(parts: CourierParts) {
  const { store, session, keys } = parts
  const worker = await startWorker().catch((problem: unknown) => {
    if (problem instanceof WorkerFailed) return null
    throw problem
  })
  const scheduler = browserScheduler
  if (worker)
    return WorkerCourier.open(worker, {
      ...parts,
      damage: store.damage,
      watch: watchPage,
      visible: () => scheduler.visible()
    })
  const { composeCourier } = await import('./compose-courier.ts')
  return composeCourier({ ...parts, device: keys.device, roots: keys.roots, http: session.http, scheduler })
}
