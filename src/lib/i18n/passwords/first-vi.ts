/** Words for replacing a one-time password at the first sign-in. */
export const firstPassword = {
  text: 'Mật khẩu vừa nhập chỉ dùng một lần. Hãy đặt mật khẩu của riêng mình rồi đăng nhập; không đưa cho ai.',
  refused: 'Mật khẩu mới dễ đoán, hãy chọn mật khẩu khác.',
  submit: 'Đặt mật khẩu và đăng nhập'
}
export type FirstPasswordWords = typeof firstPassword
