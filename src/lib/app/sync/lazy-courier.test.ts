import { expect, test, vi } from 'vitest'
import { LazyCourier } from './lazy-courier.ts'
import type { Courier, CourierReport } from '#lib/ports/ports.ts'

const idle: CourierReport = { state: 'idle', lastExchange: 1, audit: null, roles: null, access: null }

/** Builds a courier that logs its calls; its code loads at the `comesAt`-th try. */
function late(comesAt = 1) {
  const asked: string[] = []
  let tries = 0
  const courier: Omit<Courier, 'start'> = {
    report: {
      subscribe(observer) {
        asked.push('subscribe')
        observer.next(idle)
        return { unsubscribe: () => void asked.push('unsubscribe') }
      }
    },
    ring: async () => void asked.push('ring'),
    audit: async () => true,
    giveWayTo: () => void asked.push('way'),
    stop: async () => void asked.push('stop')
  }
  const waiting = new Set<() => void>()
  const it = new LazyCourier(
    async () => {
      if (++tries < comesAt) throw new Error('no network')
      return courier
    },
    (run) => {
      waiting.add(run)
      return () => waiting.delete(run)
    }
  )
  return { it, asked, waiting, tries: () => tries }
}

test('nothing comes before it is asked for; then it comes once, with all that waited', async () => {
  const { it, asked, tries } = late()
  const told: CourierReport[] = []
  it.report.subscribe({ next: (report) => told.push(report), error: () => {} })
  it.giveWayTo(Promise.resolve())
  await Promise.resolve()
  expect([tries(), asked]).toEqual([0, []])
  await Promise.all([it.start(), it.ring()])
  expect(await it.audit()).toBe(true)
  expect([tries(), asked.sort(), told]).toEqual([1, ['ring', 'subscribe', 'way'], [idle]])
})

test('code that cannot be had is asked for again by the next ring', async () => {
  const { it, asked, tries } = late(2)
  await Promise.all([it.start(), it.ring()])
  expect([tries(), await it.audit(), asked]).toEqual([1, true, []])
  await it.ring()
  expect([tries(), asked]).toEqual([2, ['ring']])
})

test('code that cannot be had is asked for again by itself, once at a time, and by nobody after the end', async () => {
  const { it, waiting, tries } = late(4)
  await it.start()
  await it.ring()
  expect([tries(), waiting.size]).toEqual([2, 1])
  const [again] = waiting
  again!()
  await vi.waitFor(() => expect(tries()).toBe(3))
  await it.stop()
  expect(waiting.size).toBe(0)
})

test('one that is stopped before it came never comes; one that came is stopped', async () => {
  const never = late()
  await never.it.stop()
  await Promise.all([never.it.start(), never.it.ring()])
  expect([never.tries(), await never.it.audit()]).toEqual([0, false])

  const came = late()
  const coming = came.it.start()
  await came.it.stop()
  await coming
  expect(came.asked).toEqual(['stop'])
})

test('who looks away before it came is not told', async () => {
  const { it, asked } = late()
  it.report.subscribe({ next: () => asked.push('told'), error: () => {} }).unsubscribe()
  await it.start()
  expect(asked).toEqual([])
})
