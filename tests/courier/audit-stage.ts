import { databaseName, quarterAfter, quarterOf } from '#lib/domain/database-names.ts'
import type { TestPhone } from './phone.ts'
import type { TestServer } from './server.ts'

/** An audit that had nothing to do. */
export const healed = { fetched: 0, resent: 0, dropped: 0, left: 0 }

export const random = () => crypto.getRandomValues(new Uint8Array(10))
export const ids = async (phone: TestPhone) => (await phone.facts()).map(({ id }) => id)
export const stateOf = async (phone: TestPhone, id: string) =>
  (await phone.facts()).find((fact) => fact.id === id)?.sync
export const written = (phone: TestPhone) => phone.requests.filter((line) => line.includes('_bulk_docs'))

/** The phone does not get to see these, as if a fault had swallowed them. */
export function blind(phone: TestPhone, hidden: readonly string[]) {
  const receive = phone.store.receive.bind(phone.store)
  phone.store.receive = (facts, erased) =>
    receive(
      facts.filter(({ id }) => !hidden.includes(id)),
      erased.filter((id) => !hidden.includes(id))
    )
  return () => void (phone.store.receive = receive)
}

/** What the server holds, looked at past the gateway. */
export function shelves(server: () => TestServer) {
  const gates = () => databaseName(server().unit, 'gates', quarterOf(Date.now()))
  const nano = (name = gates()) => server().couch.nano.use(name)
  return {
    /** The current database of the gates' log. */
    gates,
    nano,
    isServed: (id: string, name?: string) =>
      nano(name)
        .head(id)
        .then(
          () => true,
          () => false
        ),
    erase: async (id: string, name?: string) =>
      nano(name).destroy(id, ((await nano(name).get(id)) as { _rev: string })._rev)
  }
}

/** The beginning of the quarter `by` quarters after that of `ms`, ISO. */
export function quarterStart(ms: number, by = 0): string {
  const quarter = quarterAfter(ms, by)
  const month = (Number(quarter.slice(5)) - 1) * 3 + 1
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, '0')}-01T00:00:00.000Z`
}
