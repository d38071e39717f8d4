import type { DBSchema } from 'idb'
import type { AlarmCard } from '#lib/domain/alarms/alarm-card.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { AlarmKeys, PendingEntry } from '#lib/ports/alarm-keys.ts'
import type { Clock } from '#lib/ports/clock.ts'
import type { Verify } from '#lib/ports/keys.ts'
import { throwIfDiskFull } from '../disk-full.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { PhoneDatabase } from '../phone-database.ts'
import { publicKeyOf, sign } from './keys.ts'
import type { Locks } from '../tabs.ts'

interface Kept {
  account: string
  id: string
  publicKey: PublicKey
  /** Not extractable: the browser signs with it and reveals it to nobody. */
  key: CryptoKey
  card: AlarmCard | null
}

interface Waiting {
  /** Given by the database when it is kept. */
  no?: number
  account: string
  entry: PendingEntry
}

interface Alarm extends DBSchema {
  keys: { key: string; value: Kept }
  entries: { key: number; value: Waiting; indexes: { account: string } }
}

/**
 * See `AlarmKeys` in `ports/alarm-keys.ts`. Everything in it is unencrypted on the phone; the code that talks to gates
 * loads when needed.
 */
export function openAlarmKeys(
  { clock, verify, locks }: { clock: Pick<Clock, 'now'>; verify: Verify; locks: Locks },
  name = 'antt-alarm'
): AlarmKeys {
  const database = new PhoneDatabase<Alarm>(name, {
    keys: { keyPath: 'account' },
    entries: { keyPath: 'no', autoIncrement: true, indexes: { account: 'account' } }
  })
  const keptOf = async (account: string) => (await database.begin('keys', 'readonly')).store.get(account)

  return {
    async idOf(account) {
      return (await keptOf(account))?.id ?? null
    },
    async make(account) {
      const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
        'sign',
        'verify'
      ])
      const publicKey = await publicKeyOf(pair)
      const id = thumbprint(publicKey)
      const { store, done } = await database.begin('keys', 'readwrite')
      await Promise.all([store.put({ account, id, publicKey, key: pair.privateKey, card: null }), done])
      return { id, key: publicKey }
    },
    async drop(account) {
      const { store, done } = await database.begin('keys', 'readwrite')
      await Promise.all([store.delete(account), done])
    },
    async keepCard(account, card) {
      const { store, done } = await database.begin('keys', 'readwrite')
      const kept = await store.get(account)
      if (kept) await store.put({ ...kept, card })
      await done
    },
    async cardOf(account) {
      return (await keptOf(account))?.card ?? null
    },
    async openConnection(account, { unit, agents }) {
      const kept = await keptOf(account)
      if (!kept) throw new Error('the alarm key is gone')
      const device = { id: kept.id, sign: (text: string) => sign(kept.key, text) }
      const [{ openGateConnection, knownAgents }, { alarmLink }] = await Promise.all([
        import('../gates/open-gate-connection.ts'),
        import('../mqtt/phone-link.ts')
      ])
      const link = alarmLink({ account, key: device, now: () => clock.now() }, unit.id)
      const own = { unit: unit.id, account, device, link, clock, verify }
      return openGateConnection({ ...own, agents: knownAgents(agents) })
    },
    async keep(account, entry) {
      const { store, done } = await database.begin('entries', 'readwrite')
      await Promise.all([store.add({ account, entry }), done]).catch(throwIfDiskFull)
    },
    async kept(account) {
      const { store } = await database.begin('entries', 'readonly')
      // An index gives what is equal by the key of the store.
      const own = await store.index('account').getAll(account)
      return own.map(({ no, entry }) => ({ no: no!, entry }))
    },
    alone: <T>(work: () => Promise<T>) => locks.request(name, work),
    async settle(no) {
      const { store, done } = await database.begin('entries', 'readwrite')
      await Promise.all([store.delete(no), done])
    }
  }
}
