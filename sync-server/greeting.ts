import type { Config } from './config.ts'

/** What the terminal says once the server runs. */
export function greeting(url: string, { couch, mqttUrl, demo, dataDir }: Config): string {
  const lines = [
    '',
    `  Sổ tay ANTT đang chạy tại ${url.replace('127.0.0.1', 'localhost')}`,
    `  Cơ sở dữ liệu: ${couch ? couch.url : `có sẵn, trong ${dataDir}`}`,
    `  Máy chủ MQTT:  ${mqttUrl ? mqttUrl.host : 'có sẵn'}`,
    ''
  ]
  if (demo) lines.push(...demoLines)
  return [...lines, '  Bấm Ctrl+C để dừng.', ''].join('\n')
}

const demoLines = [
  '  Đăng nhập thử, mật khẩu chung: antt-demo',
  '    ph-truong   Lê Quốc Thắng, Trưởng Công an xã Phong Hiệp',
  '    ph-truc     Danh Hoàng Phúc, trực ban',
  '    ph-cong1b   Trần Văn Khởi (Tư Khởi), giữ Cổng 1B',
  '    ph-ubnd     Phan Ngọc Diễm, UBND xã',
  '    lt-truong   Trương Minh Hải, Trưởng Công an phường Láng Tròn',
  '',
  '  Thử ngay: đăng nhập ph-cong1b, mở Cổng 1B và ghi một dòng nhật ký;',
  '  mở cửa sổ ẩn danh, đăng nhập ph-truong và xem dòng đó hiện ra.',
  '  Tắt mạng rồi ghi tiếp: bản ghi chờ trên máy và tự gửi khi có mạng lại.',
  ''
]
