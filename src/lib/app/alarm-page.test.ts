import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AlarmWorld, order } from '../../../tests/alarm-world.ts'

const night = Date.UTC(2026, 10, 24, 18, 40)
const told = { who: 'Danh Hoàng Phúc', cannot: 'Không đóng được' }
let world: AlarmWorld
/** What was written of the alarm itself. */
const ofAlarm = () => world.recorded.filter(({ book }) => book === 'duty')
const ofGate = () => world.recorded.filter(({ book }) => book === 'gates')
beforeEach(() => {
  vi.useFakeTimers({ now: night })
  world = new AlarmWorld()
})
afterEach(() => vi.useRealTimers())

/** An alarm that was just started; nothing else is written yet. */
async function begun(drill = false) {
  const { alarms, controls } = world.open()
  const { id } = alarms.start({ ...order, drill }, controls)
  await vi.advanceTimersByTimeAsync(10_000)
  world.recorded = []
  return { page: alarms.page(id), id }
}

describe('an alarm that runs', () => {
  test('keeps what people say of it in its own stream, in clean words', async () => {
    const { page, id } = await begun()
    await page.answer('cong-ben-do', 'closed', '  Hai Muội kéo xích  ', told)
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

describe('an answer with pictures', () => {
  const [good, bad] = [new Blob(['a']), new Blob(['b'])]
  const sha256 = 'A'.repeat(43)

  test('names each that was world.kept, in the place of pictures and of its very moment; one that was not waits with its reason', async () => {
    const { page } = await begun()
    world.keepPhoto = async (picture) =>
      picture === bad ? { code: 'not-a-picture' } : { sha256, type: 'image/jpeg', bytes: 1 }
    page.photos('cong-ben-do').add([bad, good])
    expect((await page.answer('cong-ben-do', 'closed', 'Xong', told)).ok).toBe(true)
    expect(ofAlarm().map(({ body }) => body)).toEqual([
      { gate: 'cong-ben-do', answer: 'closed', text: 'Xong', photo: { sha256, type: 'image/jpeg', bytes: 1 } }
    ])
    expect(world.kept).toEqual([
      ['pictures', Date.parse(world.recorded[0]!.at!)],
      ['pictures', Date.parse(world.recorded[0]!.at!)]
    ])
    const left = page.photos('cong-ben-do').all
    expect(left.map(({ picture, problem }) => [picture, problem])).toEqual([[bad, 'not-a-picture']])
  })

  test('none of them kept: the answer is written all the same', async () => {
    const { page } = await begun()
    world.keepPhoto = async () => ({ code: 'storage-full' })
    page.photos('cong-ben-do').add([good])
    expect((await page.answer('cong-ben-do', 'cannot', '', told)).ok).toBe(true)
    expect(ofAlarm().map(({ body }) => body)).toEqual([{ gate: 'cong-ben-do', answer: 'cannot' }])
  })
})

describe('the gate’s own log', () => {
  const photo = { sha256: 'A'.repeat(43), type: 'image/jpeg', bytes: 1 } as const

  test('has what is said of the gate, as of the same moment; the alarm tells it once', async () => {
    const { page } = await begun()
    world.keepPhoto = async () => photo
    page.photos('cong-ben-do').add([new Blob(['a'])])
    await page.answer('cong-ben-do', 'closed', '', told)
    await vi.advanceTimersByTimeAsync(1_000)
    await page.answer('cong-ben-do', 'cannot', ' Xích kẹt ', told)
    expect(ofGate()).toMatchObject([
      { stream: 'gate/cong-ben-do', type: 'gates.hand-claimed', body: { what: 'closed', photo } },
      {
        stream: 'gate/cong-ben-do',
        type: 'gates.note-written',
        body: { what: 'fault', reason: 'Không đóng được: Xích kẹt', who: told.who }
      }
    ])
    expect(ofGate().map(({ at }) => Date.parse(at!) - night)).toEqual([10_000, 11_000])
    const moments = (await page.momentsNow()).filter(({ of }) => of === 'gate')
    expect(new Set(moments.map(({ entry }) => entry.kind))).toEqual(new Set(['command']))
  })

  test('has nothing of a drill', async () => {
    const { page } = await begun(true)
    await page.answer('cong-ben-do', 'closed', '', told)
    expect([ofAlarm().length, ofGate().length]).toEqual([1, 0])
  })

  test('where it cannot be written, whoever answers hears it', async () => {
    const { page } = await begun()
    world.refusals = [null, { code: 'storage-full' }]
    expect(await page.answer('cong-ben-do', 'closed', '', told)).toMatchObject({
      ok: false,
      refusal: { code: 'storage-full' }
    })
  })
})

describe('the end', () => {
  const report = { category: 'theft', text: 'Báo động', place: 'Tuyến', notes: ['01:40', '01:41'] } as const

  test('becomes one incident under the alarm’s own id, as of its start, however many end it', async () => {
    const { page, id } = await begun()
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
    const { page } = await begun(true)
    await page.end('')
    expect(await page.report(report)).toBeNull()
    expect(world.recorded).toMatchObject([{ type: 'duty.alarm-ended', body: {} }])
  })

  test('that could not be written down is told, and nothing follows it', async () => {
    const { page } = await begun()
    world.refusals = [{ code: 'storage-full' }]
    expect(await page.end('')).toEqual({ ok: false, refusal: { code: 'storage-full' } })
    world.refusals = [{ code: 'storage-full' }]
    expect(await page.report(report)).toEqual({ ok: false, refusal: { code: 'storage-full' } })
    expect(world.recorded).toEqual([])
  })

  test('ends it on each phone that started it', async () => {
    const { page, id } = await begun()
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
