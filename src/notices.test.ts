import { expect, test } from 'vitest'
import type { Notice } from '#lib/domain/notice.ts'
import { shownAs } from './notices.ts'
import { tappedPage } from './tapped-page.ts'

const notice: Notice = {
  v: 1,
  id: '01936a1c-8f2f-7abc-8def-000000000001',
  kind: 'left-open',
  about: 'gate',
  subject: 'cong-1b',
  name: 'Cổng 1B',
  at: Date.UTC(2026, 10, 24, 15, 40),
  minutes: 30,
  language: 'vi'
}
const shown = (more: object = {}, standing: readonly unknown[] = []) =>
  shownAs(JSON.stringify({ ...notice, ...more }), () => standing, 'truc')

test('a notice names the gate, what is there and since when, in the language of its phone', () => {
  expect(shown()).toMatchObject({
    title: 'Cổng 1B',
    options: {
      body: 'Đã mở 30 phút, chưa đóng · 22:40',
      tag: 'gate/cong-1b/left-open',
      data: { page: '/gate/cong-1b' }
    }
  })
  expect(shown({ language: 'en' }).options.body).toBe('Open for 30 minutes · 22:40')
  expect(shown({ kind: 'power-lost', minutes: undefined }).options.body).toContain('chạy bằng bình')
  const alarm = shown({ kind: 'alarm-started', about: 'alarm', subject: notice.id, drill: true })
  expect(alarm.options).toMatchObject({
    body: expect.stringMatching(/^DIỄN TẬP: BÁO ĐỘNG/),
    requireInteraction: true
  })
  expect(alarm.options.data.page).toBe(`/alarm/${notice.id}`)
})

test('an alarm orders what is to be closed by hand, and has one button, which says that it was seen', () => {
  const call = { kind: 'alarm-started', about: 'alarm', subject: notice.id, name: 'Phong Hiệp' }
  const ordered = { ...call, gates: ['Cổng Chùa', 'Cổng Bến Đò'], receipt: 'A'.repeat(22) }
  expect(shown(ordered)).toMatchObject({
    title: 'Phong Hiệp',
    options: {
      body: 'BÁO ĐỘNG: đóng tay Cổng Chùa, Cổng Bến Đò · 22:40',
      requireInteraction: true,
      actions: [{ action: 'received', title: 'Đã nhận' }],
      data: {
        page: `/alarm/${notice.id}`,
        alarm: { id: notice.id, receipt: ordered.receipt, account: 'truc' }
      }
    }
  })
  expect(shown({ ...ordered, drill: true }).options.body).toMatch(/^DIỄN TẬP: BÁO ĐỘNG: đóng tay Cổng Chùa/)
  expect(shown(call).options.body).toBe('BÁO ĐỘNG đóng cổng · 22:40')
  const more = { actions: [{ action: 'CLOSE' }] }
  expect(shown({ ...ordered, ...more }).options.actions).toHaveLength(1)
})

test('a call that nobody answers rings again, and the commander reads which gates', () => {
  const call = { kind: 'alarm-started', about: 'alarm', subject: notice.id, gates: ['Cổng Chùa'] }
  const second = shown({ ...call, again: 1 }, [notice.id])
  expect(second.options).toMatchObject({ renotify: true, tag: shown(call).options.tag })
  expect(second.options.body).toContain('nhắc lần 1')
  expect(shown({ ...call, again: 1 }, [second.options.data.id]).options.renotify).toBe(false)
  const told = shown({ ...call, kind: 'unanswered', again: 1 }).options
  expect(told.body).toContain('Chưa trả lời: Cổng Chùa')
  expect(told).not.toHaveProperty('actions')
})

test('a drill stands beside an alarm, and takes the place of none', () => {
  const call = { kind: 'alarm-started', about: 'alarm', subject: notice.id }
  const [real, drill] = [shown(call), shown({ ...call, drill: true })].map(({ options }) => options.tag)
  expect(drill).not.toBe(real)
})

test('the same again takes its own place without a sound, another one with', () => {
  expect(shown({}, [notice.id]).options.renotify).toBe(false)
  expect(shown({}, ['01936a1c-8f2f-7abc-8def-000000000002']).options.renotify).toBe(true)
  expect(shown().options.renotify).toBe(true)
})

test('27 a notice can do nothing but lead to a page that shows something', () => {
  const options = shown({ actions: [{ action: 'CLOSE' }], page: '/gate/x/open', url: 'https://x.vn' }).options
  expect(options).not.toHaveProperty('actions')
  expect(options.data).toEqual({ id: notice.id, page: '/gate/cong-1b' })
  for (const subject of ['cong-1b/open', '../settings', 'a?how=emergency', 'A'])
    expect(shown({ subject }).options.data).toEqual({ id: null, page: '/' })
  for (const page of [
    '/gate/cong-1b/open',
    '/gate/..',
    '//x.vn',
    'https://x.vn/gate/a',
    '/gate/a?b',
    '/settings',
    7,
    null
  ])
    expect([page, tappedPage(page)]).toEqual([page, '/'])
  expect([tappedPage('/gate/cong-1b'), tappedPage(`/alarm/${notice.id}`)]).toEqual([
    '/gate/cong-1b',
    `/alarm/${notice.id}`
  ])
})

test('what cannot be read, or is newer, is shown with a sentence all the same', () => {
  for (const text of [undefined, '', '{', 'null', '[]', JSON.stringify({ ...notice, id: 'x' })])
    expect(shownAs(text, () => []).options).toMatchObject({
      body: expect.stringContaining('mở ứng dụng'),
      data: { page: '/' }
    })
  expect(shown({ kind: 'flood-rising' })).toMatchObject({
    title: 'Cổng 1B',
    options: { tag: 'gate/cong-1b/flood-rising' }
  })
})
