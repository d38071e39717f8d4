import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AlarmWorld, order } from '../../../../tests/alarm-world.ts'

const night = Date.UTC(2026, 10, 24, 18, 40)
let world: AlarmWorld
/** Returns the records of the alarm itself. */
const ofAlarm = () => world.recorded.filter(({ book }) => book === 'duty')
beforeEach(() => {
  vi.useFakeTimers({ now: night })
  world = new AlarmWorld()
})
afterEach(() => vi.useRealTimers())

describe('an alarm that runs', () => {
  test('keeps what people say of it in its own stream, in clean words', async () => {
    const { page, id } = await world.begun()
    await page.answers.give('cong-ben-do', 'closed', '  Hai Muội kéo xích  ', {
      who: '',
      cannot: ''
    })
    await page.hold('cong-ben-do', true)
    await page.hold('cong-ben-do', false)
    await page.describe({ vehicle: 'motorbike', clothes: '', towards: 'cong-1b', text: ' ' })
    await page.called('Xã Vĩnh Thanh', 'call')
    await page.reopened('cong-ben-do')
    expect(new Set(ofAlarm().map(({ stream }) => stream))).toEqual(new Set([`alarm/${id}`]))
    expect(ofAlarm().map(({ body }) => body)).toEqual([
      { gate: 'cong-ben-do', answer: 'closed', text: 'Hai Muội kéo xích' },
      { gate: 'cong-ben-do' },
      { gate: 'cong-ben-do' },
      { vehicle: 'motorbike', towards: 'cong-1b' },
      { neighbour: 'Xã Vĩnh Thanh', how: 'call' },
      { gate: 'cong-ben-do' }
    ])
  })
})

test('the story has the log of a gate that its starter left out although a decision on it was in force', async () => {
  await world.decided('cong-1b')
  const { alarms, controls } = world.open()
  const { id } = alarms.start({ ...order, leftOut: order.gates.slice(0, 1) }, controls)
  void controls.close('cong-1b', {})
  await vi.advanceTimersByTimeAsync(10_000)
  const told = await alarms.page(id).momentsNow()
  expect(told.flatMap((moment) => (moment.of === 'gate' ? [moment.gate] : []))).toContain('cong-1b')
})

describe('the end', () => {
  const report = { category: 'theft', text: 'Báo động', place: 'Tuyến', notes: ['01:40', '01:41'] } as const

  test('becomes one incident under the alarm’s own id, as of its start, however many end it', async () => {
    const { page, id } = await world.begun()
    expect((await page.end(' Đã bắt ')).ok).toBe(true)
    expect((await page.report(report))?.ok).toBe(true)
    expect(await page.report(report)).toBeNull()
    expect(world.recorded).toMatchObject([
      { type: 'duty.alarm-ended', stream: `alarm/${id}`, body: { text: 'Đã bắt' } },
      {
        type: 'incidents.incident-reported',
        book: 'incidents',
        stream: `incident/${id}`,
        at: new Date(night).toISOString(),
        body: { category: 'theft', text: 'Báo động', place: 'Tuyến' }
      },
      { type: 'incidents.note-added', body: { text: '01:40' } },
      { type: 'incidents.note-added', body: { text: '01:41' } }
    ])
  })

  test('of a drill is no incident', async () => {
    const { page } = await world.begun(true)
    await page.end('')
    expect(await page.report(report)).toBeNull()
    expect(world.recorded).toMatchObject([{ type: 'duty.alarm-ended', body: {} }])
  })

  test('that could not be written down is told, and nothing follows it', async () => {
    const { page } = await world.begun()
    world.refusals = [{ code: 'storage-full' }]
    expect(await page.end('')).toEqual({ ok: false, refusal: { code: 'storage-full' } })
    world.refusals = [{ code: 'storage-full' }]
    expect(await page.report(report)).toEqual({ ok: false, refusal: { code: 'storage-full' } })
    expect(world.recorded).toEqual([])
  })

  test('ends it on each phone that started it', async () => {
    const { page, id } = await world.begun()
    const { alarms, controls } = world.open()
    const other = alarms.start(order, controls)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(world.told(id)?.ids).toEqual([id, other.id])
    world.recorded = []
    await page.end('')
    expect(world.recorded.map(({ stream }) => stream)).toEqual([`alarm/${id}`, `alarm/${other.id}`])
    expect(world.told(id)?.endedAt).not.toBeNull()
  })
})
