import { Dexie, type EntityTable } from 'dexie'
import type { AlarmCard } from '#lib/domain/alarms/alarm-card.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { AlarmKeys, PendingEntry } from '#lib/ports/alarm-keys.ts'
import type { Clock } from '#lib/ports/clock.ts'
import type { Verify } from '#lib/ports/keys.ts'
import { throwIfDiskFull } from '../disk-full.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
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
  no: number
  account: string
  entry: PendingEntry
}

/**
 * See `AlarmKeys` in `ports/alarm-keys.ts`. Everything in it is unencrypted on the phone; the code that talks to gates
 * loads when needed.
 */
export function openAlarmKeys(
  { clock, verify, locks }: { clock: Pick<Clock, 'now'>; verify: Verify; locks: Locks },
  name = 'antt-alarm'
): AlarmKeys {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Dexie & {
    keys: EntityTable<Kept, 'account'>
    entries: EntityTable<Waiting, 'no'>
  }
  database.version(1).stores({ keys: 'account', entries: '++no, account' })
  const { keys, entries } = database

  return {
    async idOf(account) {
      return (await keys.get(account))?.id ?? null
    },
    async make(account) {
      const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
        'sign',
        'verify'
      ])
      const publicKey = await publicKeyOf(pair)
      const id = thumbprint(publicKey)
      await keys.put({ account, id, publicKey, key: pair.privateKey, card: null })
      return { id, key: publicKey }
    },
    async drop(account) {
      await keys.delete(account)
    },
    async keepCard(account, card) {
      await keys.update(account, { card })
    },
    async cardOf(account) {
      return (await keys.get(account))?.card ?? null
    },
    async openConnection(account, { unit, agents }) {
      const kept = await keys.get(account)
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
      await entries.add({ account, entry }).catch(throwIfDiskFull)
    },
    async kept(account) {
      const own = await entries.where('account').equals(account).sortBy('no')
      return own.map(({ no, entry }) => ({ no, entry }))
    },
    alone: <T>(work: () => Promise<T>) => locks.request(name, work),
    async settle(no) {
      await entries.delete(no)
    }
  }
}
