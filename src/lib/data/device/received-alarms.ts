import type { ReceivedAlarm } from '#lib/ports/device.ts'

const cacheName = 'so-tay-antt-received'
const path = (alarm: string) => `/received/${encodeURIComponent(alarm)}`
const shelf = () => caches.open(cacheName)
const patienceMs = 10_000

/**
 * Keeps that the phone's owner has taken note of an alarm by its notification, while the notebook is locked or closed: its id
 * and the time, in clear, until the server has been told or the notebook records it. The first time counts.
 */
export async function keepReceived(alarm: string, at: number): Promise<void> {
  const kept = await shelf()
  if (!(await kept.match(path(alarm)))) await kept.put(path(alarm), Response.json({ alarm, at }))
}

/** Lists what is kept. */
export async function receivedAlarms(): Promise<ReceivedAlarm[]> {
  const kept = await shelf()
  const found = await Promise.all((await kept.keys()).map((request) => kept.match(request)))
  return Promise.all(
    found.flatMap((response) => (response ? [response.json() as Promise<ReceivedAlarm>] : []))
  )
}

/** Forgets one that the server has been told of, or that is recorded. */
export async function forgetReceived(alarm: string): Promise<void> {
  await (await shelf()).delete(path(alarm))
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
