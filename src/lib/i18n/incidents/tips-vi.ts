import type { TipSource, Triage } from '#lib/domain/incidents/facts.ts'

const sources: Record<TipSource, string> = {
  phone: 'Gọi điện',
  visit: 'Gặp trực tiếp',
  zalo: 'Zalo',
  vneid: 'VNeID',
  '113': '113',
  letter: 'Đơn'
}

const triages: Record<Triage, string> = {
  security: 'Tin về ANTT',
  crime: 'Có dấu hiệu tội phạm'
}

/** Words for tips: what people told the police. */
export const tips = {
  write: 'Ghi tin báo',
  tip: 'Tin báo',
  titled: (category: string) => `Tin báo · ${category}`,
  came: (source: string) => `Nguồn tin: ${source}`,
  sources,
  triages,
  hoursLeft: (hours: number) => `còn ${hours} giờ`,
  minutesLeft: (minutes: number) => `còn ${minutes} phút`,
  over: (hours: number) => `quá ${hours} giờ`,
  law: (usual: number, remote: number, source: string) =>
    `Chuyển cơ quan điều tra trong ${usual} giờ, nơi xa ${remote} giờ (tham khảo: ${source})`,
  answer: 'Trả lời người báo',
  answered: 'Đã trả lời người báo',
  notAnswered: 'Chưa trả lời người báo',
  referenceIs: (reference: string) => `Số trên phần mềm tin báo: ${reference}`,
  form: {
    title: 'Tin báo mới',
    source: 'Tin đến bằng cách nào?',
    sourceMissing: 'Hãy chọn tin đến bằng cách nào.',
    text: 'Nội dung tin báo',
    textHint: 'VD: đêm qua có người lạ chở máy bơm đi về hướng kinh',
    textMissing: 'Hãy ghi ngắn gọn nội dung tin báo.',
    anonymous: 'Không ghi tên, số điện thoại hay điều gì cho biết ai báo tin: sổ này nhiều người đọc.',
    triage: 'Phân loại',
    triageMissing: 'Hãy chọn một loại.',
    receiver: 'Nơi nhận (không bắt buộc)',
    usualReceiver: 'PC01',
    receiverHint: 'VD: PC01',
    reference: 'Số trên phần mềm tin báo (không bắt buộc)',
    answerText: 'Đã trả lời thế nào? (không bắt buộc)'
  }
}
export type TipWords = typeof tips
