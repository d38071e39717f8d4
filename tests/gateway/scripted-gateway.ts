import type { RequestListener } from 'node:http'
import { directory } from '#lib/domain/directory/directory.ts'
import { sealsWith } from '../../sync-server/admission/seals.ts'
import { gateway } from '../../sync-server/gateway/gateway.ts'
import type { Door } from '../../sync-server/gateway/turns/door.ts'
import { listen } from './listen.ts'

interface Script {
  /** Tells whether the session has ended. */
  isEnded(): boolean
  embedded: boolean
  door: Door['request']
}

const open: Door['request'] = (_incoming, _outgoing, enter) => enter()

/** Starts a gateway before a CouchDB with scripted responses. */
export async function gatewayBefore(
  couchdb: RequestListener,
  { isEnded = () => false, embedded = false, door = open }: Partial<Script> = {}
) {
  const couch = {
    url: await listen(couchdb),
    admin: 'admin',
    headers: { 'x-antt-door': 'key' },
    embedded
  }
  const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const
  const { answer } = gateway({
    couch: { ...couch, as: async (account, [role]) => ({ 'x-member': `${account} ${role}` }) },
    sessions: {
      async holderOf({ headers }) {
        if (isEnded()) return null
        const device = String(headers['x-antt'])
        return { account: 'giu-cong', device, key, state: 'approved', roles: [device], past: [] }
      }
    },
    directories: { of: async () => directory([], null), anew: async () => directory([], null) },
    seals: sealsWith(() => Buffer.alloc(32)),
    giveBack: async () => [],
    hasDatabase: async () => false,
    now: Date.now,
    atOnce: 8
  })
  return listen((incoming, outgoing) =>
    door(incoming, outgoing, () => answer(incoming, outgoing, incoming.url!))
  )
}
