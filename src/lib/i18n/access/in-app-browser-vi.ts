/** Shown inside another app's built-in browser, where installing fails. */
export const inApp = {
  title: 'Mở bằng trình duyệt',
  text: (app: string) => `Trang đang mở trong ${app}. Ở đây không cài được và bản ghi có thể mất.`,
  anApp: 'một ứng dụng khác',
  step1: 'Bấm ⋮ ở góc trên bên phải',
  step1Apple: 'Bấm ⋯ ở góc trên bên phải',
  step2: 'Chọn “Mở bằng trình duyệt”',
  step3: 'Trong Chrome: bấm ⋮ → Thêm vào màn hình chính',
  step3Apple: 'Trong Safari: bấm Chia sẻ → Thêm vào MH chính',
  picture: 'Hình: bấm nút ba chấm rồi chọn Mở bằng trình duyệt',
  open: 'Mở bằng Chrome',
  copy: 'Chép đường dẫn',
  copied: 'Đã chép. Dán vào trình duyệt.',
  uncopied: 'Không chép được. Hãy giữ ngón tay trên dòng dưới đây:',
  stay: 'Vẫn dùng ở đây'
}
export type InAppWords = typeof inApp
