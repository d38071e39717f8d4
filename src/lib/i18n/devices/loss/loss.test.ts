import { expect, test } from 'vitest'
import { lossTerm } from '#lib/domain/devices/loss.ts'
import { loss as en } from './loss-en.ts'
import { loss as vi, type LossFacts } from './loss-vi.ts'

const facts: LossFacts = {
  unit: 'Công an xã Thử',
  commander: 'Thiếu tá Lê Quốc Thắng',
  marked: '08:15 29/11/2026',
  told: 'ở chợ Phó Sinh',
  isStopped: true,
  phones: [
    {
      code: '1234 AB',
      owner: 'Thượng úy Danh Hoàng Phúc',
      roles: 'Cán bộ',
      since: '07:00 01/11/2026',
      books: 'Hụi',
      heard: 'Máy chủ nghe lần cuối 07:50 29/11/2026',
      left: 'Lúc báo cuối đã gửi hết.'
    }
  ],
  data: 'việc chơi hụi'
}
const stopped = { vi: /[Đđ]ã ngừng|ngừng dùng máy;/, en: /is stopped;|has been stopped/ }

test('no notice says that a phone is stopped before the server has the order', () => {
  for (const [words, says] of [
    [vi, stopped.vi],
    [en, stopped.en]
  ] as const)
    for (const notice of [words.supervisor, words.persons]) {
      expect(notice(facts)).toMatch(says)
      expect(notice({ ...facts, isStopped: false })).not.toMatch(says)
    }
})

test('a limit that nobody has compared with the law stands on the screen as such, and in no notice or paper', () => {
  expect(lossTerm.verified).toBe(false)
  expect(vi.clock({ gone: 5, left: 67 }, lossTerm)).toContain('tham khảo, chưa đối chiếu văn bản')
  expect(en.clock({ gone: 5, left: 67 }, lossTerm)).toContain('not compared with the law')
  const sent = [vi, en].flatMap((t) => [t.supervisor(facts), t.persons(facts), t.paper.clock(5)])
  for (const text of sent) expect(text).not.toContain(String(lossTerm.hours))
})

test('the persons concerned learn what may be known of them, and nothing of who lost the phone or where', () => {
  for (const notice of [vi.persons(facts), en.persons(facts)]) {
    expect(notice).toContain('29/11/2026')
    expect(notice).toContain(facts.data)
    for (const inner of [facts.commander, facts.told, facts.phones[0]!.owner, facts.phones[0]!.code])
      expect(notice).not.toContain(inner)
  }
})
