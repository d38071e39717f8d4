import { afterEach, expect, test, vi } from 'vitest'
import { Notifications } from './notifications.ts'

afterEach(() => vi.unstubAllGlobals())

/** A browser that forgets what is being shown when somebody reads meanwhile, and shows when it is told to. */
function browser() {
  const standing: string[] = []
  const showing = new Map<string, { end(): void; fail(): void }>()
  const icons: (string | undefined)[] = []
  return {
    standing,
    showing,
    icons,
    getNotifications: async () => {
      showing.clear()
      return standing.map((title) => ({ title }) as Notification)
    },
    showNotification: (title: string, options?: NotificationOptions) => {
      icons.push(options?.icon)
      return new Promise<void>((resolve, reject) => {
        const end = () => {
          if (showing.delete(title)) standing.push(title)
          resolve()
        }
        showing.set(title, { end, fail: () => reject(new Error('no room')) })
      })
    }
  }
}
const kept = (icon: Response | undefined) => vi.stubGlobal('caches', { match: async () => icon })
const of = (name: string) =>
  JSON.stringify({
    v: 1,
    id: '01936a1c-8f2f-7abc-8def-000000000001',
    kind: 'left-open',
    about: 'gate',
    subject: 'cong-1b',
    name,
    at: 0,
    language: 'vi'
  })

test('two pushes at once and a count among them: each notification stands', async () => {
  kept(undefined)
  const own = browser()
  const notifications = new Notifications(own)
  const [first, counted, second] = [
    notifications.show(of('Cổng 1B')),
    notifications.count(),
    notifications.show(of('Cổng Chùa'))
  ]
  await expect.poll(() => own.showing.size).toBe(1)
  own.showing.get('Cổng 1B')!.end()
  expect((await first).page).toBe('/gate/cong-1b')
  expect(await counted).toBe(1)
  await expect.poll(() => own.showing.size).toBe(1)
  own.showing.get('Cổng Chùa')!.end()
  await second
  expect(own.standing).toEqual(['Cổng 1B', 'Cổng Chùa'])
})

test('one that cannot be shown holds up no other', async () => {
  kept(undefined)
  const own = browser()
  const notifications = new Notifications(own)
  const [first, second] = [notifications.show(of('Cổng 1B')), notifications.show(of('Cổng Chùa'))]
  const refusal = first.catch((error: Error) => error.message)
  await expect.poll(() => own.showing.size).toBe(1)
  own.showing.get('Cổng 1B')!.fail()
  expect(await refusal).toBe('no room')
  await expect.poll(() => own.showing.has('Cổng Chùa')).toBe(true)
  own.showing.get('Cổng Chùa')!.end()
  await second
  expect(own.standing).toEqual(['Cổng Chùa'])
})

test('the icon is the one on this phone, and none where there is none: an alarm waits for no picture', async () => {
  const own = browser()
  const notifications = new Notifications(own)
  for (const icon of [new Response(Uint8Array.of(1, 2, 3)), undefined]) {
    kept(icon)
    const shown = notifications.show(of('Cổng 1B'))
    await expect.poll(() => own.showing.size).toBe(1)
    own.showing.get('Cổng 1B')!.end()
    await shown
  }
  expect(own.icons).toEqual(['data:image/png;base64,AQID', undefined])
})
