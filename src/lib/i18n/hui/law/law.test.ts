import { expect, test } from 'vitest'
import { fines } from '#lib/domain/hui/law/fines.ts'
import { huiRules } from '#lib/domain/hui/law/rules.ts'
import { lawText, lawWords as t } from './law.ts'

test('a rule names its article, and is for reference only where its number is one reading', () => {
  expect(lawText(huiRules.notice)).toBe(`Điều 14 NĐ 19/2019/NĐ-CP · ${t.verified}`)
  expect(lawText(huiRules.cap)).toBe(`Điều 21 NĐ 19/2019/NĐ-CP · ${t.verified} · ${t.reading}`)
})

test('a fine names no article that nobody has read, and says that it is for reference', () => {
  for (const fine of fines) {
    const says = lawText({ ...fine, reading: false })
    const isSure = fine.verified && fine.article !== null
    expect(says.endsWith(` · ${t.reading}`)).toBe(!isSure)
    expect(says.includes(fine.verified ? t.verified : t.unverified)).toBe(true)
    expect(/Điều \d/.test(says)).toBe(fine.article !== null)
    if (fine.decree.startsWith('NĐ 282')) expect(says).toContain(`${fine.decree} (${t.unknownArticle})`)
  }
})
