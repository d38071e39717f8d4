import type { FactLimit } from '#lib/domain/fact-limits.ts'
import type { Refusal } from '#lib/domain/rules.ts'
import type { Language } from '../words.ts'

/** Why the server has not a record that this phone keeps. */
export type RefusedCode =
  Refusal['code'] | FactLimit['code'] | 'id-taken' | 'unreadable' | 'damaged' | 'not-accepted' | 'unknown'

const kept = { vi: 'Vẫn còn trên máy. Chưa gửi được:', en: 'Still on this phone. Not sent:' }

export const refused: Record<Language, Record<RefusedCode, string>> = {
  vi: {
    'signed-out': `${kept.vi} cần đăng nhập lại.`,
    'not-allowed': `${kept.vi} tài khoản này chưa có quyền. Hỏi chỉ huy.`,
    'not-author': `${kept.vi} bản ghi mang tên tài khoản khác.`,
    'wrong-place': `${kept.vi} máy chủ không nhận bản ghi này vào sổ đó.`,
    'unknown-type': `${kept.vi} máy chủ chưa biết loại bản ghi này, sẽ tự gửi lại sau.`,
    immutable: `${kept.vi} máy chủ đã có bản ghi này, không sửa được.`,
    malformed: `${kept.vi} máy chủ không đọc được một chỗ trong bản ghi.`,
    'not-nfc': `${kept.vi} có dấu chưa chuẩn.`,
    'not-well-formed': `${kept.vi} có ký tự bị lỗi.`,
    'not-integer': `${kept.vi} có số không nguyên.`,
    'too-large': `${kept.vi} nội dung quá dài.`,
    'id-taken': `${kept.vi} mã của bản ghi đã có người dùng. Báo chỉ huy.`,
    unreadable: `${kept.vi} máy chủ không đọc được bản ghi. Báo chỉ huy.`,
    damaged: 'Bị hỏng trên máy này: không mở được nội dung nên không gửi được. Báo chỉ huy.',
    'not-accepted': `${kept.vi} máy chủ từ chối, chưa rõ vì sao. Báo chỉ huy.`,
    unknown: `${kept.vi} máy chủ từ chối. Báo chỉ huy.`
  },
  en: {
    'signed-out': `${kept.en} please sign in again.`,
    'not-allowed': `${kept.en} this account may not do that yet. Ask the commander.`,
    'not-author': `${kept.en} the record bears another account.`,
    'wrong-place': `${kept.en} the server does not take this record into that book.`,
    'unknown-type': `${kept.en} the server does not know this kind of record yet; it will be sent again.`,
    immutable: `${kept.en} the server has this record already and changes none.`,
    malformed: `${kept.en} the server cannot read a part of the record.`,
    'not-nfc': `${kept.en} an accent is malformed.`,
    'not-well-formed': `${kept.en} a character is broken.`,
    'not-integer': `${kept.en} a number is not whole.`,
    'too-large': `${kept.en} it is too long.`,
    'id-taken': `${kept.en} its id is in use already. Tell the commander.`,
    unreadable: `${kept.en} the server cannot read the record. Tell the commander.`,
    damaged: 'Damaged on this phone: it cannot be opened, so it cannot be sent. Tell the commander.',
    'not-accepted': `${kept.en} the server refused it and does not say why. Tell the commander.`,
    unknown: `${kept.en} the server refused it. Tell the commander.`
  }
}

/** The sentence for a code that a server sent; one that this build does not know has a sentence too. It comes with the screens of records. */
export function refusedSentence(language: Language, code: string | undefined): string {
  const sentences = refused[language]
  return code && Object.hasOwn(sentences, code) ? sentences[code as RefusedCode] : sentences.unknown
}

/** The same without its beginning, for a column of reasons. */
export const refusedReason = (language: Language, code: string | undefined): string =>
  refusedSentence(language, code).replace(`${kept[language]} `, '')
