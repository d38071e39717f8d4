import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Photo } from '#lib/domain/photos/parts.ts'
import { AlarmWorld } from '../../../../tests/alarm-world.ts'

const night = Date.UTC(2026, 10, 24, 18, 40)
const told = { who: 'Danh Hoàng Phúc', cannot: 'Không đóng được' }
let world: AlarmWorld
/** Returns the records of the alarm itself, and of its gates. */
const ofAlarm = () => world.recorded.filter(({ book }) => book === 'duty')
const ofGate = () => world.recorded.filter(({ book }) => book === 'gates')
beforeEach(() => {
  vi.useFakeTimers({ now: night })
  world = new AlarmWorld()
})
afterEach(() => vi.useRealTimers())

describe('an answer with pictures', () => {
  const [good, bad] = [new Blob(['a']), new Blob(['b'])]
  const sha256 = 'A'.repeat(43)

  test('names each that was kept, in the place of pictures and of its very moment; one that was not waits with its reason', async () => {
    const { page } = await world.begun()
    world.keepPhoto = async (picture) =>
      picture === bad ? { code: 'not-a-picture' } : { sha256, type: 'image/jpeg', bytes: 9, parts: [sha256] }
    page.answers.photos('cong-ben-do').add([bad, good])
    expect((await page.answers.give('cong-ben-do', 'closed', 'Xong', told)).ok).toBe(true)
    expect(ofAlarm().map(({ body }) => body)).toEqual([
      {
        gate: 'cong-ben-do',
        answer: 'closed',
        text: 'Xong',
        photo: { sha256, type: 'image/jpeg', bytes: 9, parts: [sha256] }
      }
    ])
    expect(world.kept).toEqual([
      ['pictures', Date.parse(world.recorded[0]!.at!)],
      ['pictures', Date.parse(world.recorded[0]!.at!)]
    ])
    const left = page.answers.photos('cong-ben-do').all
    expect(left.map(({ picture, problem }) => [picture, problem])).toEqual([[bad, 'not-a-picture']])
  })

  test('none of them kept: the answer is written all the same', async () => {
    const { page } = await world.begun()
    world.keepPhoto = async () => ({ code: 'storage-full' })
    page.answers.photos('cong-ben-do').add([good])
    expect((await page.answers.give('cong-ben-do', 'cannot', '', told)).ok).toBe(true)
    expect(ofAlarm().map(({ body }) => body)).toEqual([{ gate: 'cong-ben-do', answer: 'cannot' }])
  })
})

describe('the gate’s own log', () => {
  const photo: Photo = { sha256: 'A'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['A'.repeat(43)] }

  test('has what is said of the gate, as of the same moment; the alarm tells it once', async () => {
    const { page } = await world.begun()
    world.keepPhoto = async () => photo
    page.answers.photos('cong-ben-do').add([new Blob(['a'])])
    await page.answers.give('cong-ben-do', 'closed', '', told)
    await vi.advanceTimersByTimeAsync(1_000)
    await page.answers.give('cong-ben-do', 'cannot', ' Xích kẹt ', told)
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
    const { page } = await world.begun(true)
    await page.answers.give('cong-ben-do', 'closed', '', told)
    expect([ofAlarm().length, ofGate().length]).toEqual([1, 0])
  })
})

describe('an answer that could be written in part', () => {
  const photo: Photo = { sha256: 'A'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['A'.repeat(43)] }
  const full = { code: 'storage-full' } as const
  const gate = 'cong-ben-do'
  const bodies = (of: typeof ofAlarm) => of().map(({ body }) => body)

  test('is told as what it is; the same again writes the gate’s log alone, as of the moment of the answer', async () => {
    const { page } = await world.begun()
    world.refusals = [null, full]
    const first = await page.answers.give(gate, 'cannot', 'Xích kẹt', told)
    expect(first).toEqual({ ok: false, refusal: { ...full, begun: true } })
    await vi.advanceTimersByTimeAsync(1_000)
    world.refusals = [full]
    expect(await page.answers.give(gate, 'cannot', 'Xích kẹt', told)).toEqual(first)
    expect((await page.answers.give(gate, 'cannot', 'Xích kẹt', told)).ok).toBe(true)
    expect(bodies(ofAlarm)).toEqual([{ gate, answer: 'cannot', text: 'Xích kẹt' }])
    expect(ofGate()).toMatchObject([{ at: new Date(night + 10_000).toISOString(), body: { what: 'fault' } }])
  })

  test('of which nothing was written is written whole next time', async () => {
    const { page } = await world.begun()
    world.refusals = [full]
    expect(await page.answers.give(gate, 'closed', '', told)).toEqual({ ok: false, refusal: full })
    expect((await page.answers.give(gate, 'closed', '', told)).ok).toBe(true)
    expect([ofAlarm().length, ofGate().length]).toEqual([1, 1])
  })

  test('goes on with the picture that was not written, and does not repeat its words', async () => {
    const { page } = await world.begun()
    world.keepPhoto = async () => photo
    page.answers.photos(gate).add([new Blob(['a']), new Blob(['b'])])
    world.refusals = [null, full]
    const first = await page.answers.give(gate, 'closed', 'Xong', told)
    expect(first).toEqual({ ok: false, refusal: { ...full, begun: true } })
    expect((await page.answers.give(gate, 'closed', 'Xong', told)).ok).toBe(true)
    expect(bodies(ofAlarm)).toEqual([
      { gate, answer: 'closed', text: 'Xong', photo },
      { gate, answer: 'closed', photo }
    ])
    expect(ofGate()).toHaveLength(1)
  })

  test('without its picture: tried again, it writes that one or nothing', async () => {
    const { page } = await world.begun()
    page.answers.photos(gate).add([new Blob(['a'])])
    const give = () => page.answers.give(gate, 'closed', 'Xong', told)
    expect([(await give()).ok, (await give()).ok]).toEqual([true, true])
    expect([bodies(ofAlarm), bodies(ofGate)]).toEqual([
      [{ gate, answer: 'closed', text: 'Xong' }],
      [{ what: 'closed' }]
    ])
    world.keepPhoto = async () => photo
    expect((await give()).ok).toBe(true)
    expect([bodies(ofAlarm)[1], bodies(ofGate)[1]]).toEqual([
      { gate, answer: 'closed', photo },
      { what: 'closed', photo }
    ])
  })

  test('that a gate cannot be closed, its log has once, for its notes take no picture', async () => {
    const { page } = await world.begun()
    page.answers.photos(gate).add([new Blob(['a'])])
    await page.answers.give(gate, 'cannot', 'Xích kẹt', told)
    world.keepPhoto = async () => photo
    await page.answers.give(gate, 'cannot', 'Xích kẹt', told)
    expect([ofAlarm().length, ofGate().length]).toEqual([2, 1])
  })

  test('gives way to another answer, and to other words; each is written whole, and so is one that is given twice', async () => {
    const { page } = await world.begun()
    const give = (answer: 'closed' | 'cannot', text: string) => page.answers.give(gate, answer, text, told)
    world.refusals = [null, full, null, full]
    await give('cannot', 'Xích kẹt')
    await give('closed', 'Xích kẹt')
    for (const _ of [1, 2]) expect((await give('closed', '')).ok).toBe(true)
    expect(bodies(ofAlarm)).toEqual([
      { gate, answer: 'cannot', text: 'Xích kẹt' },
      { gate, answer: 'closed', text: 'Xích kẹt' },
      { gate, answer: 'closed' },
      { gate, answer: 'closed' }
    ])
    expect(bodies(ofGate)).toEqual([{ what: 'closed' }, { what: 'closed' }])
  })
})
