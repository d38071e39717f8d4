import { join } from 'node:path'
import { demoCopy } from './demo/demo-copy.ts'
import type { ServerConfig } from './server-config.ts'

/** Features that this version lacks, by language; the README says the same. */
export const notYet = {
  vi: 'Bản này chưa có: ca trực và giao ca, tuần tra, phân công, báo cáo tháng gửi UBND và tỉnh.',
  en: 'Not in this version: shifts and handovers, patrols, assignments, and monthly reports to the People’s Committee and the province.'
}

/** Returns the text that the terminal shows once the server runs. */
export function greeting(url: string, { couch, mqttUrl, demo, dataDir }: ServerConfig): string {
  const lines = [
    '',
    `  Sổ tay ANTT đang chạy tại ${url.replace('127.0.0.1', 'localhost')}`,
    `  Cơ sở dữ liệu: ${couch ? couch.url : `có sẵn, trong ${dataDir}`}`,
    `  Máy chủ MQTT:  ${mqttUrl ? mqttUrl.host : 'có sẵn'}`,
    `  In English: it runs at the address above; the app's language is under “Thêm” → “Cài đặt”.`,
    ''
  ]
  if (demo) lines.push(...englishDemoLines, '', ...demoLines(join(dataDir, demoCopy)))
  return [...lines, `  ${notYet.vi}`, `  ${notYet.en}`, '', '  Bấm Ctrl+C để dừng.', ''].join('\n')
}

const demoLines = (copy: string) => [
  '  Đăng nhập thử, mật khẩu chung: antt-demo',
  '    Xã Phong Hiệp: cổng, vụ việc, tin báo, phong trào',
  '      ph-truong, ph-photruong chỉ huy · ph-truc, ph-tonghop cán bộ · ph-ubnd UBND',
  '      ph-cong1b, ph-khoa giữ cổng · ph-ap1b tổ bảo vệ ANTT',
  '    Phường Láng Tròn: sổ hụi và thông báo dây hụi, tin báo về hụi, phong trào',
  '      lt-truong chỉ huy · lt-truc cán bộ, đọc sổ kín · lt-ubnd UBND',
  '      lt-bahue chủ hụi, sổ hụi riêng trên máy; lấy lại sổ mẫu từ bản sao:',
  `        ${copy}`,
  '',
  '  Bốn việc thử trong ba phút:',
  '  1. Đăng nhập ph-khoa, chọn mã PIN, bấm “Ghi: đã mở” rồi “Ghi, không chụp ảnh”. Mở cửa sổ ẩn danh,',
  '     đăng nhập ph-truong: trang “Hôm nay” đếm Cổng Bến Đò vào “Cổng đang mở”, cùng các vụ việc, tin báo đang chờ.',
  '  2. Đăng nhập lt-truong, mở Hụi → LT-01: ai đóng bao nhiêu, tiền hốt 42.100.000 đ; LT-18: hai máy ghi hai người hốt.',
  '  3. Hai cổng mô phỏng chạy sẵn. Ở máy của ph-truong mở Cổng → Cổng 1B, giữ “Giữ để đóng cổng” một giây: điều đã ra lệnh',
  '     và điều cổng tự báo nằm cạnh nhau; “Dừng” cho cổng đứng giữa chừng.',
  '  4. Khi máy của Hai Muội hết dòng “Đang tải về máy”, bấm Ctrl+C ở đây rồi ghi tiếp trên máy ấy:',
  '     bản ghi vẫn lưu, hiện “Chờ gửi”; chạy lại npm start, bản ghi tự gửi đi.',
  ''
]

const englishDemoLines = [
  '  To try it, sign in with the password antt-demo as',
  '    ph-truong commander · ph-truc officer · ph-cong1b gate keeper · ph-ubnd People’s Committee (gates, incidents, tips)',
  '    lt-truong commander · lt-truc officer · lt-ubnd People’s Committee (hụi ledgers and notices)',
  '    lt-bahue host with hụi lines of her own, brought back from the copy that is named below',
  '    What to try stands in English in README.md'
]
