import type { ReceivedAlarm } from '#lib/ports/device.ts'

const cacheName = 'so-tay-antt-received'
/** Holds one entry: whose pushes this phone gets. The service worker cannot ask elsewhere. */
const ownerCache = 'so-tay-antt-push-owner'
const ownerPath = '/push-owner'
const path = (account: string, alarm: string) =>
  `/received/${encodeURIComponent(account)}/${encodeURIComponent(alarm)}`
const shelf = () => caches.open(cacheName)
const patienceMs = 10_000

type Kept = ReceivedAlarm & { account: string }

/** Remembers whose pushes this phone gets; null: nobody's. */
export async function setPushOwner(account: string | null): Promise<void> {
  const kept = await caches.open(ownerCache)
  await (account === null ? kept.delete(ownerPath) : kept.put(ownerPath, Response.json({ account })))
}

/** Returns whose pushes this phone gets; null: nobody's. */
export async function pushOwner(): Promise<string | null> {
  const kept = await (await caches.open(ownerCache)).match(ownerPath)
  return kept ? ((await kept.json()) as { account: string }).account : null
}

/**
 * Keeps that somebody has taken note of an alarm by its notification, while the notebook is locked or closed: their account,
 * its id and the time, in clear, until the server has been told or their notebook records it. The first time counts.
 */
export async function keepReceived(account: string, alarm: string, at: number): Promise<void> {
  const kept = await shelf()
  const own = path(account, alarm)
  if (!(await kept.match(own))) await kept.put(own, Response.json({ account, alarm, at } satisfies Kept))
}

/** Lists what is kept of an account; whoever else uses the phone leaves it alone. */
export async function receivedAlarms(account: string): Promise<ReceivedAlarm[]> {
  const kept = await shelf()
  const found = await Promise.all((await kept.keys()).map((request) => kept.match(request)))
  const all = await Promise.all(
    found.flatMap((response) => (response ? [response.json() as Promise<Kept>] : []))
  )
  return all.filter((one) => one.account === account).map(({ alarm, at }) => ({ alarm, at }))
}

/** Forgets one that the server has been told of, or that is recorded. */
export async function forgetReceived(account: string, alarm: string): Promise<void> {
  await (await shelf()).delete(path(account, alarm))
}

/** Tells the server by the secret of the push alone: a locked phone has no session. @returns whether the server has it */
export async function bringReceipt(receipt: string | undefined): Promise<boolean> {
  if (receipt === undefined) return false
  const asked = fetch('/push/received', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ receipt }),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs)
  })
  return asked.then(
    ({ ok }) => ok,
    () => false
  )
}
