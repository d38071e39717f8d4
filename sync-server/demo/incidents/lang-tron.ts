import type { TipSource } from '#lib/domain/incidents/facts.ts'
import { seededNumber, seededPick } from '../seeded.ts'
import type { Name } from '../hui/names.ts'
import { demoPeople, hamletOf } from '../hui/people.ts'
import { answerStep, moveStep, noteStep, storyIncidentId, type IncidentStory } from './incident-story.ts'

const [chief, officer] = ['lt-truong', 'lt-truc']
const hour = 60

/** A tip about hụi: time received (Việt Nam), source, index of the host, report, action, finding, settlement. */
type Row = [string, TipSource, number, string, string, string, string]

/**
 * Nineteen tips from the first Zalo groups (21/4/2022) to the survey (29/3/2025); one was settled after that.
 * The days are historical, not relative to today.
 */
const rows: readonly Row[] = [
  [
    '2022-05-17T08:40',
    'phone',
    0,
    '{} giao tiền hốt trễ hai ngày, vài tay em lo.',
    'Mời chủ hụi mang sổ tới đối chiếu.',
    'Kỳ đó đã giao đủ, có biên nhận bổ sung.',
    'Đã giao đủ, không ai còn ý kiến.'
  ],
  [
    '2022-07-06T15:10',
    'visit',
    3,
    'Góp hụi của {} ba kỳ mà không thấy ghi sổ.',
    'Xem sổ và nhóm Zalo của dây hụi.',
    'Sổ ghi thiếu hai kỳ, chủ hụi đã ghi bù trước mặt hụi viên.',
    'Sổ đã đủ, hướng dẫn ghi ngay khi nhận tiền.'
  ],
  [
    '2022-08-22T20:05',
    'zalo',
    4,
    'Trong nhóm hỏi ai hốt kỳ 4 mà {} không trả lời.',
    'Gọi chủ hụi, nhắc đăng kết quả khui hụi lên nhóm.',
    'Chủ hụi đi đám tang ở xa, tối đó đã đăng người hốt và tiền bỏ.',
    'Nhóm đã rõ người hốt.'
  ],
  [
    '2022-11-09T09:30',
    'letter',
    5,
    'Ba hụi viên đứng đơn: đóng đủ mà sổ của {} ghi thiếu một kỳ.',
    'Đối chiếu tiền đóng từng phần của ba người.',
    'Hai người đúng, một người nhớ lộn sang dây khác.',
    'Đã ghi sửa sổ, ba người đồng ý.'
  ],
  [
    '2023-01-12T14:20',
    'phone',
    6,
    'Cận Tết {} đòi gom hai kỳ một lần.',
    'Hỏi chủ hụi vì sao gom sớm.',
    'Chủ hụi muốn nghỉ Tết sớm, cả nhóm không thuận.',
    'Giữ đúng ngày khui như đã thông báo.'
  ],
  [
    '2023-03-03T10:00',
    'visit',
    8,
    'Nghe nói {} mở dây mới để bù dây cũ.',
    'Xem các dây hụi chủ hụi đang giữ.',
    'Dây cũ còn thiếu 12.000.000 đ, dây mới chưa ai góp.',
    'Đã dừng dây mới, chủ hụi bù đủ dây cũ.'
  ],
  [
    '2023-04-25T19:15',
    'zalo',
    9,
    'Có người mang tên {} đăng mời chơi hụi tuần, lãi cao.',
    'Liên hệ người đăng, xác minh ai giữ tiền.',
    'Người đăng không phải chủ hụi, mượn tên để mời.',
    'Đã gỡ bài, nhắc nhở và báo cho các nhóm biết.'
  ],
  [
    '2023-06-14T07:50',
    'phone',
    10,
    'Người hốt sớm ở dây của {} đi làm xa, ngưng góp hụi chết.',
    'Tìm cách liên lạc với người đã hốt.',
    'Gia đình nhận góp tiếp mỗi tháng, chủ hụi góp thay một kỳ.',
    'Đã có giấy cam kết của gia đình.'
  ],
  [
    '2023-08-01T16:45',
    'visit',
    11,
    'Hai người cùng nói đã hốt kỳ 6 ở dây của {}.',
    'Mời hai bên và chủ hụi đối chiếu thăm bỏ hụi.',
    'Thăm còn giữ: người bỏ cao hơn hốt kỳ 6, người kia kỳ 7.',
    'Hai bên thống nhất, ghi rõ vào sổ.'
  ],
  [
    '2023-09-19T08:15',
    'phone',
    12,
    '{} rao bán đất, hụi viên sợ bỏ đi.',
    'Gặp chủ hụi và tổ trưởng khóm.',
    'Bán đất để cất nhà cho con, các dây vẫn khui đều.',
    'Chủ hụi lên nhóm nói rõ, có cam kết.'
  ],
  [
    '2023-11-27T11:35',
    'vneid',
    2,
    'Hụi ngày ở chợ của {} không có sổ.',
    'Ra chợ xem cách ghi và số người chơi.',
    'Chủ hụi ghi trên giấy lịch, nay chép lại thành sổ.',
    'Đã có sổ và nhóm Zalo.'
  ],
  [
    '2024-01-08T13:25',
    'phone',
    13,
    '{} nằm viện, kỳ này chưa ai gom tiền.',
    'Hỏi gia đình ai thay mặt gom hụi.',
    'Con gái thay mặt, có mặt khóm khi khui hụi.',
    'Kỳ hụi đã khui, giao đủ tiền.'
  ],
  [
    '2024-02-26T21:10',
    'zalo',
    14,
    'Nhắn trong nhóm: hốt rồi mà {} mới giao một nửa.',
    'Xem biên nhận và tiền thu được của kỳ đó.',
    'Bốn người góp trễ; chủ hụi góp thay, hôm sau giao đủ.',
    'Người hốt đã ký nhận đủ.'
  ],
  [
    '2024-04-15T09:05',
    'visit',
    16,
    'Nghi dây của {} có phần đứng tên người không có thật.',
    'Đối chiếu danh sách hụi viên với người thật.',
    'Hai phần là của người trong nhà đứng tên giùm.',
    'Đã ghi lại đúng tên, nhóm đồng ý.'
  ],
  [
    '2024-06-03T17:30',
    'phone',
    17,
    'Cãi nhau về tiền thảo ở dây của {}.',
    'Xem thông báo dây hụi đã ghi tiền thảo bao nhiêu.',
    'Thông báo ghi 500.000 đ, chủ hụi lấy 700.000 đ hai kỳ.',
    'Chủ hụi trả lại 400.000 đ.'
  ],
  [
    '2024-07-30T08:55',
    'letter',
    19,
    'Đề nghị xem lại cách tính tiền hụi mùa của {}.',
    'Tính lại từng kỳ theo sổ.',
    'Tính lại khớp đến từng đồng, hụi viên đã xem.',
    'Không sai, đã giải thích cho người gửi đơn.'
  ],
  [
    '2024-10-10T14:40',
    'visit',
    20,
    'Dây của {} trên 100 triệu một kỳ mà chưa thông báo.',
    'Cùng UBND phường xem tiền một kỳ.',
    'Mỗi kỳ 115.000.000 đ, thuộc diện phải thông báo.',
    'Chủ hụi đã nộp thông báo ở UBND.'
  ],
  [
    '2024-12-24T18:20',
    'phone',
    22,
    '{} tắt điện thoại hai ngày, sắp tới kỳ khui.',
    'Tới nhà và hỏi hàng xóm.',
    'Điện thoại hư, chủ hụi vẫn ở nhà và khui đúng ngày.',
    'Kỳ khui có công an khóm chứng kiến.'
  ],
  [
    '2025-03-18T10:25',
    'zalo',
    23,
    'Có bài nói dây của {} sắp vỡ, nhiều người đòi rút.',
    'Đối chiếu sổ với từng hụi viên trong nhóm.',
    'Sổ khớp, chỉ một người góp trễ; người đăng nhận tin đồn.',
    'Người đăng đã gỡ bài, nhóm khui tiếp hai kỳ bình thường.'
  ]
]

const answers = [
  'Đã báo kết quả, người báo đồng ý.',
  'Đã gọi lại, nói rõ cách giải quyết.',
  'Đã trả lời và cảm ơn.',
  'Đã gặp, cho xem lại sổ.'
]

/** Returns the tips about hụi in Láng Tròn, each acted on before anybody lost money. */
export function langTronStories(): IncidentStory[] {
  const { hosts } = demoPeople(0)
  return rows.map(([at, source, host, ...words]) => {
    const about = hosts[host]!
    const [text, done, found, settled] = words.map((said) => said.replace('{}', called(about)))
    return {
      key: keyOf(at),
      at: receivedAt(at),
      by: officer,
      category: 'hui',
      text: text!,
      place: hamletOf(about),
      tip: { source, triage: 'security' },
      steps: stepsOf(at, done!, found!, settled!)
    }
  })
}

/** Returns the incident of each tip, when it was received (Unix ms), and the index of the host it is about. */
export const langTronTips = (): { incident: string; at: number; host: number }[] =>
  rows.map(([at, , host]) => ({
    incident: storyIncidentId(keyOf(at), receivedAt(at)),
    at: receivedAt(at),
    host
  }))

const keyOf = (at: string) => `hụi ${at}`
const receivedAt = (at: string) => Date.parse(`${at}:00+07:00`)

/** Formats a host as "chủ hụi Tăng Mỹ Huệ (Ba Huệ)". */
const called = ({ name, knownAs }: Name) => `chủ hụi ${name}${knownAs ? ` (${knownAs})` : ''}`

function stepsOf(at: string, done: string, found: string, settled: string): IncidentStory['steps'] {
  const asked = 1 + seededNumber(`${at} later`, 2)
  // The host of the last tip was watched for two more rounds.
  const over = at > '2025' ? 17 : asked + 1 + seededNumber(`${at} end`, 4)
  return [
    moveStep(officer, 40 + seededNumber(`${at} soon`, 3 * hour), 'verifying', done),
    noteStep(officer, [asked, atWork(`${at} later`, 7)], found),
    answerStep(officer, [asked, atWork(`${at} answer`, 13)], seededPick(answers, at)),
    moveStep(chief, [over, atWork(`${at} end`, 7)], 'closed', settled)
  ]
}

/** Returns a seeded time of day within four hours from `hour`: "09:35". */
function atWork(words: string, hour: number): string {
  const minutes = hour * 60 + seededNumber(words, 4 * 60)
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
