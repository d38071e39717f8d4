import { answerStep, forwardStep, moveStep, noteStep, type IncidentStory } from './incident-story.ts'

const [chief, duty, clerk] = ['ph-truong', 'ph-truc', 'ph-tonghop']
const hour = 60

/** Age of the waiting tip, ms: close to 20 hours, so that four are left of the day that the law allows. */
const waitingTip = 19.75 * 3_600_000

/**
 * Returns the recent incidents of Phong Hiệp; in four of them thieves stood before a closed gate.
 * @param midnight start of today in Việt Nam, Unix ms; all times but the waiting tip's are relative to it
 * @param now Unix ms
 */
export function phongHiepStories(midnight: number, now: number): IncidentStory[] {
  const at = (daysAgo: number, hours: number, minutes: number) =>
    midnight - daysAgo * 86_400_000 + (hours * 60 + minutes) * 60_000
  return [...withGates(at), ...others(at), ...tips(at, now)]
}

type At = (daysAgo: number, hours: number, minutes: number) => number

const withGates = (at: At): IncidentStory[] => [
  {
    key: 'ga',
    at: at(47, 23, 20),
    by: duty,
    category: 'theft',
    text: 'Hai người bắt trộm năm con gà, bị chủ nhà rượt, chạy xe máy về hướng bến đò.',
    place: 'Ấp Bến Đò (minh họa)',
    steps: [
      noteStep(
        duty,
        6,
        'Hai Muội kéo cổng tay ngay khi nghe gọi. Nhờ cổng, hai người bỏ xe, bị bà con giữ lại.'
      ),
      moveStep(duty, 25, 'handling', 'Đã đưa hai người liên quan về trụ sở, lấy lời khai.'),
      noteStep(duty, 10 * hour, 'Trả đủ năm con gà cho chủ. Gia đình hai bên có mặt.'),
      moveStep(chief, [2, '09:35'], 'closed', 'Xử phạt hành chính, giao gia đình và ấp giáo dục.')
    ]
  },
  {
    key: 'danh nhau',
    at: at(33, 22, 35),
    by: duty,
    category: 'disorder',
    text: 'Hai nhóm thanh niên hẹn nhau ở quán nhậu, một nhóm đi lấy hung khí.',
    place: 'Ấp 1B, gần quán Ba Sang',
    steps: [
      noteStep(
        duty,
        4,
        'Tư Khởi bấm đóng Cổng 1B. Nhờ cổng, nhóm lấy hung khí không vào được; chưa ai bị thương.'
      ),
      moveStep(duty, 15, 'handling', 'Tổ bảo vệ ANTT và trực ban tách hai nhóm, thu hai cây gậy sắt.'),
      noteStep(clerk, 11 * hour, 'Mời gia đình bảy thanh niên, cho viết cam kết.'),
      moveStep(chief, [4, '15:10'], 'closed', 'Đã hòa giải, cam kết không tái phạm.')
    ]
  },
  {
    key: 'may bom',
    at: at(19, 3, 10),
    by: duty,
    category: 'theft',
    text: 'Chủ vuông tôm báo mất máy bơm nước, thấy ba người khiêng lên xe lôi.',
    place: 'Ấp Kinh 3 (minh họa), vuông thứ hai',
    steps: [
      noteStep(duty, 5, 'Đã đóng Cổng Kinh 3. Nhờ cổng, xe lôi quay lại, bỏ máy bơm bên lộ.'),
      moveStep(duty, 40, 'verifying', 'Tìm chủ xe lôi theo biển 69X9-000.31.'),
      moveStep(duty, 7 * hour, 'handling', 'Đã mời chủ xe làm việc, thừa nhận chở thuê.'),
      noteStep(clerk, 9 * hour, 'Chủ vuông nhận lại máy bơm, có ký nhận.'),
      moveStep(chief, [6, '08:20'], 'closed', 'Đủ hồ sơ, đã xử phạt ba người.')
    ]
  },
  motorbike(at(0, 0, 0))
]

/** Entry that the alarm of that night generated when it ended. */
const timelineOfAlarm = [
  'Diễn biến báo động',
  '01:40 · Bắt đầu báo động – Tuyến Quản Lộ – Phụng Hiệp · từ biểu tượng (Danh Hoàng Phúc)',
  '01:40 · Cổng Kinh 3 · Đóng xong trong 25 giây (Danh Hoàng Phúc · cổng tự báo)',
  '01:41 · Tả: Xe máy · Áo đen · về Cổng 1B – Hai người, xe Wave đỏ (Danh Hoàng Phúc)',
  '01:42 · Cổng Bến Đò: đã đóng tay – Đã kéo xích, cài chốt (theo lời Hai Muội)',
  '01:42 · Giữ Cổng Bến Đò (Hai Muội)',
  '01:43 · Gọi Xã Vĩnh Thanh (Danh Hoàng Phúc)',
  '01:43 · Cổng Chùa: đã đóng tay (theo lời Năm Rương)',
  '02:35 · Kết thúc báo động – Tìm thấy xe bên lề, hai người đã bỏ chạy (Danh Hoàng Phúc)'
].join('\n')

/** Returns the theft of 01:40, which began as an alarm. @param midnight start of today in Việt Nam, Unix ms */
export const motorbike = (midnight: number): IncidentStory => ({
  key: 'xe may',
  at: midnight - 2 * 86_400_000 + 102 * 60_000,
  by: duty,
  category: 'theft',
  text: 'Mất xe Wave đỏ 69X9-000.15 trước quán nước lúc 01:40, hai người chạy về hướng Cổng 1B.',
  place: 'Ấp 1B, trước quán nước',
  steps: [
    noteStep(
      duty,
      4,
      'Cổng 1B đã đóng theo giờ đêm. Nhờ cổng, hai người phải quay đầu về Quản Lộ – Phụng Hiệp.'
    ),
    moveStep(duty, 10, 'verifying', 'Cử hai người đón ở đầu lộ, gọi xã bạn.'),
    noteStep(duty, 54, timelineOfAlarm),
    noteStep(duty, 55, 'Tìm thấy xe bỏ bên lề, ổ khóa bị bẻ. Chưa rõ hai người là ai.'),
    moveStep(duty, 7 * hour, 'handling', 'Chủ xe đã nhận lại xe. Xem hình camera để tìm người.')
  ]
})

const others = (at: At): IncidentStory[] => [
  {
    key: 'bo bao',
    at: at(26, 9, 15),
    by: clerk,
    category: 'disorder',
    text: 'Hai hộ cãi nhau về bờ bao, một bên đào mất nửa thước.',
    place: 'Ấp Kinh 3 (minh họa)',
    steps: [
      moveStep(clerk, 40, 'verifying', 'Cùng trưởng ấp xuống đo bờ bao.'),
      noteStep(clerk, [1, '14:05'], 'Tổ hòa giải mời hai hộ. Bên đào nhận đắp lại trong ba ngày.'),
      moveStep(chief, [5, '10:45'], 'closed', 'Hòa giải thành, bờ bao đã đắp xong.')
    ]
  },
  {
    key: 'tre lac',
    at: at(11, 16, 30),
    by: duty,
    category: 'other',
    text: 'Bé trai 6 tuổi đi lạc ở chợ, mặc áo xanh, mẹ đang tìm.',
    place: 'Chợ xã',
    steps: [
      noteStep(duty, 8, 'Đã phát loa ở chợ, nhờ các quán để ý.'),
      noteStep(duty, 40, 'Chị bán nước mía gặp bé ở bến đò. Mẹ đã nhận bé.'),
      moveStep(chief, 75, 'closed', 'Đã tìm thấy, bé khỏe.')
    ]
  },
  {
    key: 'phao',
    at: at(8, 20, 50),
    by: duty,
    category: 'fire',
    text: 'Nghe tiếng pháo nổ ở đám cưới, người dân gọi.',
    place: 'Ấp Chùa (minh họa)',
    steps: [
      moveStep(duty, 30, 'verifying', 'Đã tới nơi, thu xác pháo và một dây chưa đốt.'),
      noteStep(duty, 12 * hour, 'Chú rể nhận mua trên mạng, đã lập biên bản.'),
      moveStep(chief, [3, '14:30'], 'closed', 'Đã xử phạt, cam kết không đốt pháo.')
    ]
  }
]

const tips = (at: At, now: number): IncidentStory[] => [
  {
    key: 'lua qua mang',
    at: at(6, 8, 20),
    by: clerk,
    category: 'other',
    text: 'Bị gọi điện giả danh ngân hàng, đã chuyển 18 triệu đồng.',
    tip: { source: 'visit', triage: 'crime' },
    steps: [
      moveStep(clerk, 30, 'verifying', 'Ghi lời trình bày, sao kê chuyển tiền.'),
      noteStep(clerk, 70, 'Đã hướng dẫn gọi ngân hàng khóa tài khoản.'),
      forwardStep(chief, 5 * hour, 'Có dấu hiệu tội phạm, vượt thẩm quyền của xã.', 'PC01', '0031'),
      answerStep(clerk, 6 * hour, 'Đã báo nơi nhận và số điện thoại để hỏi tiếp.')
    ]
  },
  {
    key: 'loa keo',
    at: at(1, 21, 40),
    by: duty,
    category: 'disorder',
    text: 'Nhà hàng xóm hát loa kẹo kéo, nhắc hai lần chưa nghỉ.',
    place: 'Ấp 1B',
    tip: { source: 'zalo', triage: 'security' },
    steps: [
      moveStep(duty, 20, 'handling', 'Tới nhắc, chủ nhà tắt loa lúc 22:00.'),
      answerStep(duty, 25, 'Đã báo là chủ nhà tắt loa, sẽ ghé lại tối nay.')
    ]
  },
  {
    key: 'day dien',
    // Adds half a minute, so that it never coincides with a time relative to midnight.
    at: Math.floor(now / 60_000) * 60_000 - waitingTip + 30_000,
    by: duty,
    category: 'theft',
    text: 'Nghe nói có người rao bán dây điện và mô-tơ cũ giá rẻ, nghi lấy ở các vuông tôm.',
    place: 'Ấp Kinh 3 (minh họa)',
    tip: { source: 'phone', triage: 'crime' },
    steps: [
      moveStep(duty, 50, 'verifying', 'Hỏi các chủ vuông có mất dây điện, mô-tơ không.'),
      noteStep(duty, 5 * hour, 'Hai hộ báo mất mô-tơ tuần trước, chưa trình báo.')
    ]
  }
]
