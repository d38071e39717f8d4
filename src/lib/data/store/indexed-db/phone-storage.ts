import { addRxStorageMultiInstanceSupport, RXDB_VERSION, type RxStorage } from 'rxdb'
import { StorageInstance } from './storage-instance.ts'

const name = 'phone'

/**
 * Returns IndexedDB storage for RxDB: as much of its storage interface as facts and checkpoints need, so neither
 * attachments nor replication nor clearing away what was deleted, of which a trace must stay.
 * @param mayOpen runs each time a database is opened, also while the app is open; when it throws, nothing is read or
 * written
 */
export function phoneStorage(mayOpen: () => Promise<void> = async () => {}): RxStorage<unknown, unknown> {
  return {
    name,
    rxdbVersion: RXDB_VERSION,
    async createStorageInstance(params) {
      const instance = new StorageInstance(params, mayOpen)
      addRxStorageMultiInstanceSupport(name, params, instance)
      return instance
    }
  }
}
