/** Words for erasing what the books say about one person, in the hụi book or as a stranger at a gate. */
export const erasure = {
  person: {
    title: 'Xóa dữ liệu một người',
    link: 'Xóa dữ liệu người này',
    words:
      'Tên viết trong nội dung vụ việc, ghi chú thì máy không tự tìm. Máy chỉ xóa những gì ghi riêng về người này, cả trong sổ kín.',
    reasons: { mistake: 'Nhập nhầm', asked: 'Người đó yêu cầu' },
    nothingText: 'Trên máy này không có gì về người đó.',
    gone: 'Dữ liệu người này đã được xóa'
  },
  stranger: {
    title: 'Xóa dữ liệu một xe lạ',
    link: 'Xóa dữ liệu xe lạ này',
    words:
      'Biển số viết trong nội dung vụ việc, ghi chú thì máy không tự tìm. Máy chỉ xóa những gì ghi riêng về xe lạ này, cả trong sổ kín.',
    reasons: { mistake: 'Ghi nhầm', asked: 'Người đi xe yêu cầu' },
    nothingText: 'Trên máy này không có gì về xe lạ đó.',
    gone: 'Dữ liệu xe lạ này đã được xóa'
  },
  inBook: (day: string) => `Người trong sổ hụi, ghi lần đầu ngày ${day}.`,
  /** @param gate '' when no record names it any more */
  atGate: (when: string, gate: string) =>
    gate ? `Xe lạ qua ${gate} lúc ${when}.` : `Xe lạ ghi lúc ${when}.`,
  will: (records: number, photos: number) =>
    photos > 0 ? `Sẽ xóa ${records} bản ghi và ${photos} ảnh` : `Sẽ xóa ${records} bản ghi`,
  where: 'Trên máy chủ và trên mọi điện thoại. Không lấy lại được.',
  backups: 'Bản sao lưu đã làm trước đó vẫn còn dữ liệu này cho đến khi hết hạn giữ.',
  reason: 'Vì sao xóa?',
  missing: 'Hãy chọn vì sao xóa.',
  hold: 'Giữ để xóa',
  holding: 'Giữ yên một giây…',
  kept: {
    'in-line':
      'Chưa xóa được: người này là chủ hụi hoặc hụi viên của một dây hụi. Xóa thì sổ hụi thiếu người, tiền đóng và tiền hốt không còn khớp.',
    'in-collapse': 'Chưa xóa được: người này có tên trong hồ sơ vỡ hụi.',
    'in-group': 'Chưa xóa được: người này là chủ hụi trong sổ nhóm hụi tự quản.',
    'in-remark':
      'Chưa xóa được: phần ghi thêm về người khác có nêu người này (cùng một người, cùng nhà, kê khai).',
    linked: 'Chưa xóa được: xe lạ này gắn với một vụ việc.'
  },
  waiting: 'Đã ra lệnh xóa. Máy chủ nhận được thì xóa ngay.',
  done: (records: number, photos: number) =>
    photos > 0 ? `Đã xóa ${records} bản ghi, ${photos} ảnh` : `Đã xóa ${records} bản ghi`,
  doneOn: (day: string, who: string) => `Xóa ngày ${day} theo lệnh của ${who}. Không lấy lại được.`,
  /**
   * Warns about records that reached the server after the erasure.
   * @param codes codes of the lines
   */
  inLines: (codes: string) =>
    `Dây hụi ${codes} gửi lên sau khi xóa vẫn ghi người này là chủ hụi hoặc hụi viên, nay không còn tên. Hãy hỏi lại người ghi dây.`,
  inCollapse: 'Hồ sơ vỡ hụi gửi lên sau khi xóa vẫn ghi người này, nay không còn tên.',
  inGroup: 'Nhóm hụi gửi lên sau khi xóa vẫn ghi người này là chủ hụi, nay không còn tên.',
  inRemark: 'Phần ghi thêm về người khác gửi lên sau khi xóa vẫn nêu người này, nay không còn tên.',
  nothing: 'Không có gì để xóa',
  own: (records: number) => `${records} bản ghi trong đó do máy này ghi.`,
  noLink: 'Đã gắn xe này với vụ việc nào thì vụ việc đó không còn hiện xe.',
  by: (who: string, day: string) => `${who} ra lệnh ngày ${day}`
}
export type ErasureWords = typeof erasure
