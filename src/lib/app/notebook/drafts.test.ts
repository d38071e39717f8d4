import { expect, test } from 'vitest'
import { Drafts } from './drafts.ts'

function shelf(kept: Record<string, object> = {}) {
  const all = new Map(Object.entries(kept))
  return {
    all,
    load: async () => new Map(all),
    keep: (form: string, draft: object | null) => void (draft ? all.set(form, draft) : all.delete(form)),
    flush: async () => {}
  }
}

test('a form that was only looked at leaves nothing, so that it begins anew next time', async () => {
  const kept = shelf()
  const drafts = await Drafts.open(kept)
  drafts.get('line/new')
  drafts.set('line/new', { startsOn: '2026-11-24', code: '' })
  expect(kept.all.size).toBe(0)
  expect(drafts.get('line/new')).toBeUndefined()
  drafts.set('line/new', { startsOn: '2026-11-25', code: '' })
  expect(drafts.get('line/new')).toBeUndefined()
})

test('what is typed is kept, what is taken back is not', async () => {
  const kept = shelf()
  const drafts = await Drafts.open(kept)
  drafts.get('line/new')
  for (const code of ['', 'L', 'LT']) drafts.set('line/new', { code })
  expect(kept.all.get('line/new')).toEqual({ code: 'LT' })
  drafts.set('line/new', { code: '' })
  expect(kept.all.size).toBe(0)
})

test('what a form still says while it leaves after saving is no draft', async () => {
  const kept = shelf()
  const drafts = await Drafts.open(kept)
  drafts.get('incident')
  for (const photos of [0, 1]) drafts.set('incident', { text: 'Mất xe', photos })
  expect(kept.all.size).toBe(1)
  drafts.delete('incident')
  drafts.set('incident', { text: 'Mất xe', photos: 0 })
  expect(kept.all.size).toBe(0)
})

test('what was kept comes back, and stays when the form is opened and left again', async () => {
  const kept = shelf({ 'line/new': { code: 'LT' } })
  const drafts = await Drafts.open(kept)
  expect(drafts.get('line/new')).toEqual({ code: 'LT' })
  drafts.set('line/new', { code: 'LT' })
  expect(kept.all.get('line/new')).toEqual({ code: 'LT' })
  drafts.delete('line/new')
  expect(kept.all.size).toBe(0)
})

test('a form is off the disk from the moment it bears a marking, and back when the marking is gone', async () => {
  const kept = shelf({ incident: { text: 'Họp' } })
  const drafts = await Drafts.open(kept)
  drafts.get('incident')
  drafts.set('incident', { text: 'Họp\nTỐI MẬT', steps: [] })
  expect(kept.all.size).toBe(0)
  drafts.set('incident', { text: 'Họp\nTỐI MẬT\nKế hoạch', steps: [] })
  expect([kept.all.size, drafts.get('incident')]).toEqual([0, undefined])
  drafts.set('incident', { text: '', steps: [{ note: '(MẬT)' }] })
  expect(kept.all.size).toBe(0)
  drafts.set('incident', { text: 'Họp', steps: [] })
  expect(kept.all.get('incident')).toEqual({ text: 'Họp', steps: [] })
})

test('a marking that an older app has kept is offered no more, and gone from the disk', async () => {
  const kept = shelf({ incident: { text: 'MẬT' }, 'line/new': { code: 'LT' } })
  const drafts = await Drafts.open(kept)
  expect(drafts.get('incident')).toBeUndefined()
  expect([...kept.all.keys()]).toEqual(['line/new'])
})
