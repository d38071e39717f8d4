import { Dexie, type EntityTable } from 'dexie'
import type { AlarmCard } from '#lib/domain/alarms/alarm-card.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { publicKeyOf, sign, thumbprint } from './keys.ts'
import type { Opening } from '../gates/open.ts'
import type { PhoneGateConnection } from '../gates/gate-connection.ts'
import type { Locks } from '../tabs.ts'

interface Kept {
  account: string
  id: string
  publicKey: PublicKey
  /** Not extractable: the browser signs with it and gives it to nobody. */
  key: CryptoKey
  card: AlarmCard | null
}

interface Waiting {
  no: number
  account: string
  entry: object
}

/** See `AlarmKeys` in `ports/alarm-ports.ts`. Everything in it lies open on the phone; what speaks to gates is loaded when it must. */
export function openAlarmKeys(
  { clock, verify, locks }: Pick<Opening, 'clock' | 'verify'> & { locks: Locks },
  name = 'antt-alarm'
) {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Dexie & {
    keys: EntityTable<Kept, 'account'>
    entries: EntityTable<Waiting, 'no'>
  }
  database.version(1).stores({ keys: 'account', entries: '++no, account' })
  const { keys, entries } = database

  return {
    async idOf(account: string): Promise<string | null> {
      return (await keys.get(account))?.id ?? null
    },
    async make(account: string) {
      const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
        'sign',
        'verify'
      ])
      const publicKey = await publicKeyOf(pair)
      const id = await thumbprint(publicKey)
      await keys.put({ account, id, publicKey, key: pair.privateKey, card: null })
      return { id, key: publicKey }
    },
    async drop(account: string): Promise<void> {
      await keys.delete(account)
    },
    async keepCard(account: string, card: AlarmCard | null): Promise<void> {
      await keys.update(account, { card })
    },
    async cardOf(account: string): Promise<AlarmCard | null> {
      return (await keys.get(account))?.card ?? null
    },
    async openConnection(account: string, { unit, agents }: AlarmCard): Promise<PhoneGateConnection> {
      const kept = await keys.get(account)
      if (!kept) throw new Error('the alarm key is gone')
      const device = { id: kept.id, sign: (text: string) => sign(kept.key, text) }
      const [{ openGateConnection, knownAgents }, { alarmLink }] = await Promise.all([
        import('../gates/open.ts'),
        import('../mqtt/phone-link.ts')
      ])
      const link = alarmLink({ account, key: device, now: () => clock.now() }, unit.id)
      const own = { unit: unit.id, account, device, link, clock, verify }
      return openGateConnection({ ...own, agents: knownAgents(agents) })
    },
    async keep(account: string, entry: object): Promise<void> {
      await entries.add({ account, entry })
    },
    async kept(account: string) {
      const own = await entries.where('account').equals(account).sortBy('no')
      return own.map(({ no, entry }) => ({ no, entry }))
    },
    alone: <T>(work: () => Promise<T>) => locks.request(name, work),
    async settle(no: number): Promise<void> {
      await entries.delete(no)
    }
  }
}
