import { describe, expect, test } from 'vitest'
import { isMarkedSecret, markedPath } from './marking.ts'

describe('a marking that stands alone is found', () => {
  test.each([
    'MẬT',
    'TỐI MẬT',
    'TUYỆT MẬT',
    'tối mật',
    'Tuyệt mật',
    '  *MẬT*  ',
    '— TỐI MẬT —',
    '"MẬT"',
    'TỐI - MẬT',
    'TUYỆT_MẬT',
    'T Ố I  M Ậ T',
    'M.Ậ.T!',
    'TUYET MAT',
    'Họp lúc 7 giờ\nMẬT\nThành phần: …',
    'Họp lúc 7 giờ\r\nTối mật\r\nThành phần',
    'CÔNG AN XÃ\tMẬT\tSố: 12',
    'Công văn 12/CV (MẬT) ngày 3/3',
    'Công văn 12/CV (tối mật)',
    'Kế hoạch [ TUYỆT MẬT ]',
    'Kế hoạch (*MẬT*), bản 2',
    '(mật)',
    'Số 5\n[ Mật ]\nKính gửi',
    'Độ mật: mật',
    'độ mật: Tối mật, số 12',
    'ĐỘ MẬT : TUYỆT MẬT',
    'Mức độ mật - MẬT.',
    'Độ mật:\nTối mật',
    'Độ mật: mật\nThành phần: …',
    'Dấu độ mật: "tuyệt mật"',
    'ĐỘ MẬT: MẬT Số: 12/BC',
    'ÐỘ MẬT: TỐI MẬT',
    'độ mật: toi mat',
    'DO MAT: TOI MAT',
    'Bao cao. DO MAT: MAT.',
    'TỐI MẬT – HỎA TỐC',
    'TUYỆT MẬT/HỎA TỐC',
    'MẬT - HỎA TỐC',
    'KHẨN\nTHƯỢNG KHẨN - MẬT',
    'TUYỆT MẬT Số: 01',
    '1. TỐI MẬT',
    'Độ mật TỐI MẬT',
    'M\u200bẬT',
    'ＭẬＴ'
  ])('%j', (text) => {
    expect(isMarkedSecret(text)).toBe(true)
    expect(isMarkedSecret(text.normalize('NFD'))).toBe(true)
    expect(isMarkedSecret(text.normalize('NFC'))).toBe(true)
  })
})

describe('ordinary words are none', () => {
  test.each([
    '',
    'mật',
    'Mật',
    '2 chai mật',
    'Mất ở tiệm:\n2 chai mật\nmật\nđường',
    '- Mật\n- Gạo',
    'MẬT 5 LÍT',
    '2 MẬT',
    'độ mật tối mật',
    'HỎA TỐC',
    'mật ong',
    'MẬT ONG',
    'MẬT KHẨU',
    'Bị lấy mật khẩu Zalo',
    'Mật khẩu:\nMẬT KHẨU MỚI',
    'bí mật',
    'BÍ MẬT',
    'Người báo xin giữ bí mật (bí mật)',
    'mật độ xe đông',
    'MẬT ĐỘ',
    'tuần trăng mật',
    'TRĂNG MẬT',
    'mật mã (mật mã)',
    'Ba chai (mật)',
    '(Hai chai) MẬT ONG (mới)',
    'Sáng: cháo\nTối: mật',
    'Tối, mật đổ ra đường',
    'tối mật ong còn đó',
    'Mật độ mật: mật loãng',
    'Nồng độ mật: mật ong',
    'Độ mật: không',
    'Độ mật: không\nmật\nđường',
    'Độ mật: mật ong pha',
    'Nhặt được tờ giấy đóng dấu MẬT, đã giao trụ sở',
    'MAT',
    'TOI MAT',
    'DO MAT: TOI MAT XE',
    'DO MAT: MAT KINH',
    'do mat: toi mat',
    'TOI BI MAT XE (MAT)',
    'Anh Nguyễn Văn Mật',
    'NGUYỄN VĂN MẬT',
    'mất',
    'Mặt (mặt)'
  ])('%j', (text) => {
    for (const form of ['NFC', 'NFD'] as const) expect(isMarkedSecret(text.normalize(form))).toBe(false)
  })
})

test('the first text with a marking is named by its path, however deep', () => {
  const body = { category: 'theft', n: 3, steps: [{ note: 'mật ong' }, { note: 'TỐI MẬT' }], text: 'MẬT' }
  expect(markedPath(body, 'body')).toBe('body.steps.1.note')
  expect(markedPath({ ...body, steps: [], text: null }, 'body')).toBeNull()
})

test('the longest texts are judged at once', () => {
  for (const part of ['M', 'Ậ', ' ', '-', '(', '(MẬ', 'độ mật:', 'M-', '\n', 'DO MAT -', 'mật '])
    expect(isMarkedSecret(part.repeat(65_536 / part.length) + '.')).toBe(false)
}, 5_000)
