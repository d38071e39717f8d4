import { expect, test } from 'vitest'
import { TestGroup } from '../../../../tests/hui/test-groups.ts'
import { numberedId } from '../../../../tests/hui/test-line.ts'
import { groups } from '#lib/domain/hui/register/groups.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Draft } from '../notebook/record.ts'
import { GroupRegister } from './group-register.svelte.ts'

const today = '2026-06-15'
const host = numberedId(900)

/** A register, and what it records. */
function emptyRegister() {
  const recorded: Draft[] = []
  const parts = {
    unit: 'phuong-lang-tron',
    clock: { now: () => Date.parse(today), random: (bytes: number) => new Uint8Array(bytes) },
    streams: () => ({ subscribe: () => ({ unsubscribe() {} }) }),
    record: async (draft: Draft) => {
      recorded.push(draft)
      return { ok: false, refusal: { code: 'storage-full' } }
    }
  }
  return { register: new GroupRegister(parts as unknown as BookDeps), recorded }
}

test('records clean words, and leaves out what is empty', async () => {
  const { register, recorded } = emptyRegister()
  const said = { by: 'host', how: 'talk' } as const
  await register.register(null, { on: today, said, host, zalo: '  ', since: today, members: 20 })
  await register.register('một', {
    on: today,
    said,
    host,
    zalo: ' Hụi cô Ba\u0000 ',
    since: today,
    members: 20
  })
  await register.commit('một', { on: today, said, reference: '' })
  await register.setStatus('một', { on: today, status: 'stopped', reason: ' ' })
  await register.seat('một', 'left', { on: today, official: { name: ' Ai ' }, role: 'police' })
  expect(recorded.map(({ stream }) => stream.split('/')[0])).toEqual(Array(5).fill('group'))
  expect(recorded.map(({ body }) => body)).toEqual([
    { on: today, said, host, since: today, members: 20 },
    { on: today, said, host, zalo: 'Hụi cô Ba', since: today, members: 20 },
    { on: today, said },
    { on: today, status: 'stopped' },
    { on: today, official: { name: 'Ai' }, role: 'police' }
  ])
})

test('rounds of one group are not on the lunar days of another that begins on the same solar day', async () => {
  const startsOn = '2026-01-27'
  const lunar = { day: 9, month: 12, year: 2025, leap: false }
  const monthly = { period: 'month', startsOn } as const
  const honest = new TestGroup(2, { ...monthly, lunar })
  const other = new TestGroup(1, { host: numberedId(901), ...monthly, lunar: { ...lunar, year: 2199 } })
  const rounds = async (known: TestGroup[]) => {
    const { register } = emptyRegister()
    const facts = known.flatMap(({ facts }) => facts)
    Object.assign(register, { on: (day: string) => groups(facts, day) })
    await register.loadCalendar()
    const lines = { lines: [], remarks: { one: (person: string) => person } }
    return register
      .silent(today, lines)
      .filter(({ groups }) => groups[0].id === honest.id)
      .map(({ on, rounds }) => [on, rounds])
  }
  expect(await rounds([honest])).toEqual([[startsOn, 5]])
  expect(await rounds([other, honest])).toEqual([[startsOn, 5]])
})
