import type { LossTerm } from '#lib/domain/devices/loss.ts'
import type { Book } from '#lib/domain/roles.ts'

const held: Record<Book, string> = {
  directory: 'tên, chức vụ cán bộ',
  duty: 'ca trực, người và xe lạ',
  gates: 'việc ở cổng, ảnh tại cổng',
  incidents: 'vụ việc, tin báo',
  hui: 'việc chơi hụi',
  notices: 'thông báo dây hụi',
  movement: 'mô hình, tổ nhóm',
  reports: 'số liệu báo cáo',
  private: 'số định danh, tài khoản ngân hàng, nguồn tin'
}

/** Feeds both notices of a loss. */
export interface LossFacts {
  unit: string
  commander: string
  /** When the loss was marked. */
  marked: string
  /** Holds what the commander added; may be empty. */
  told: string
  /** Whether the server has the revocation. */
  isStopped: boolean
  phones: readonly {
    code: string
    owner: string
    roles: string
    since: string
    books: string
    heard: string
    left: string
  }[]
  /** Names what may be about people, joined. */
  data: string
}

/** Words for a phone that is lost: marking it, what was on it, and the notices that follow. */
export const loss = {
  title: 'Mất máy',
  row: 'Mất máy',
  rowNote: 'Ngừng dùng ngay, xem máy có gì, soạn thông báo',
  rowMarked: 'Máy này có gì, thông báo, bản in',
  text: 'Đánh dấu mất thì máy ngừng gửi, nhận, cổng không nhận lệnh từ máy. Sau đó là danh sách máy có gì và lời thông báo soạn sẵn. Sổ đã về máy không xóa được từ xa.',
  where: 'Mất ở đâu, lúc nào',
  whereHint: 'Có thể để trống',
  hold: 'Giữ để đánh dấu mất máy',
  isOver: 'Máy đã được cho dùng lại sau lần mất này.',
  clock: ({ gone, left }: { gone: number; left: number }, { hours, verified }: LossTerm) =>
    `Đánh dấu mất được ${gone} giờ. ${left > 0 ? `Còn ${left} giờ` : 'Đã quá'} trong mốc ${hours} giờ để thông báo${verified ? '' : ' (tham khảo, chưa đối chiếu văn bản)'}.`,
  what: 'Máy này có gì',
  whatText: 'Theo danh bạ và lần báo cuối của máy. Máy chủ không biết gì xảy ra trên máy sau đó.',
  held: (book: Book) => held[book],
  roles: (roles: string) => `Vai trò: ${roles}`,
  noRoles: 'Chưa được duyệt lần nào: chưa có sổ nào về máy.',
  books: (books: string) => `Sổ về máy: ${books}`,
  since: (when: string) => `Dùng từ ${when}`,
  heard: (when: string) => `Máy chủ nghe lần cuối ${when}`,
  unheard: 'Chưa rõ máy chủ nghe lần cuối lúc nào',
  allSent: 'Lúc báo cuối đã gửi hết.',
  left: (records: number, where: string, photos: number): string => {
    const what = [records > 0 && `${records} bản ghi (${where})`, photos > 0 && `${photos} ảnh`]
    return `Chưa gửi lúc báo cuối: ${what.filter((part) => part !== false).join(', ')}.`
  },
  unknownLeft: 'Chưa rõ máy còn gì chưa gửi.',
  neverReported: 'Máy chưa báo lần nào nên chưa rõ còn gì chưa gửi.',
  offline: 'Cần có mạng để biết máy còn gì chưa gửi.',
  elsewhere: 'Tài khoản có vai trò ở đơn vị khác thì máy còn giữ sổ của đơn vị đó.',
  shared: 'Máy khác mang tên này',
  sharedText: 'Một máy dùng chung có một mã cho mỗi tài khoản. Nếu cùng là máy bị mất, đánh dấu từng mã.',
  finder: 'Người cầm máy xem được gì',
  finds: {
    closed:
      'Máy khóa: không đọc được sổ. Dữ liệu được mã hóa, mở bằng mã PIN hoặc câu mở sổ; thử từng mã thì chậm (Argon2id), nhưng mã ngắn, dễ đoán vẫn có thể bị dò ra.',
    open: (minutes: number) =>
      `Máy đang mở sổ lúc mất: xem được tất cả sổ ở trên cho tới khi máy tự khóa, chậm nhất ${minutes} phút không chạm.`,
    system: 'Nếu đã bật mở sổ bằng khóa của máy thì ai mở được khóa máy cũng mở được sổ.',
    clear: 'Không mã hóa: tên tài khoản trên máy, và việc có bao nhiêu bản ghi, lúc nào.',
    outside: 'Ngoài ứng dụng: tệp đã xuất, ảnh chụp màn hình, tin nhắn thì ứng dụng không bảo vệ.',
    alarmKey:
      'Máy có nút báo động khi máy khóa: khi chưa ngừng dùng máy, ai cầm máy vẫn báo động, đóng cổng được.'
  },
  next: 'Việc tiếp theo',
  account: (name: string) => `Tài khoản của ${name}: đặt lại mật khẩu hoặc tạm ngưng`,
  notices: 'Lời thông báo soạn sẵn',
  noticesText:
    'Đọc lại, điền chỗ trống, rồi gửi. Thông báo cho ai, trong bao lâu, theo văn bản và ý kiến cấp trên.',
  toSupervisor: 'Gửi cấp trên',
  toPersons: 'Gửi người liên quan',
  paperRow: 'Bản in báo cáo mất máy',
  supervisor({ unit, commander, marked, told, isStopped, phones, data }: LossFacts): string {
    return [
      'THÔNG BÁO MẤT MÁY CÓ DỮ LIỆU CÁ NHÂN',
      'Kính gửi: …………',
      `${unit} báo cáo: lúc ${marked}, ${commander} đánh dấu mất máy${told ? ` (${told})` : ''}.`,
      ...phones.map(
        ({ code, owner, roles, since, books, heard, left }) =>
          `Máy mã ${code} của ${owner}${roles ? ` (${roles})` : ''}, dùng từ ${since}. ${books ? `Sổ về máy: ${books}.` : 'Chưa có sổ nào về máy.'} ${heard}. ${left}`
      ),
      ...(data ? [`Có thể có thông tin về: ${data}.`] : []),
      'Dữ liệu trên máy được mã hóa, mở bằng mã PIN hoặc câu mở sổ. Nếu sổ đang mở lúc mất thì người cầm máy xem được tới khi máy tự khóa.',
      isStopped
        ? 'Đã làm: ngừng dùng máy; máy không gửi, không nhận, cổng không nhận lệnh từ máy.'
        : 'Lệnh ngừng dùng máy đã ghi nhưng CHƯA tới máy chủ.',
      'Chưa rõ có ai đã xem dữ liệu hay không.',
      'Đề nghị: …………'
    ].join('\n')
  },
  persons({ unit, marked, isStopped, data }: LossFacts): string {
    return [
      `${unit} thông báo: ngày ${marked.split(' ').at(-1)!} đơn vị ghi nhận mất một điện thoại công vụ có thể có thông tin về ông/bà${data ? ` (${data})` : ''}.`,
      'Dữ liệu trên máy được mã hóa. Chưa rõ có ai đã xem hay không.',
      ...(isStopped ? ['Đơn vị đã ngừng dùng máy này.'] : []),
      'Ai tự xưng công an gọi, nhắn hỏi tiền, mật khẩu, mã OTP thì không làm theo và báo cho đơn vị.',
      'Ông/bà cần hỏi, cần xem hoặc yêu cầu sửa, xóa thông tin về mình, xin liên hệ: …………'
    ].join('\n')
  },
  paper: {
    heading: 'BÁO CÁO MẤT MÁY CÓ DỮ LIỆU CÁ NHÂN',
    kind: 'BCMM',
    law: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15',
    clock: (gone: number) => `Từ lúc đánh dấu mất tới lúc in: ${gone} giờ.`,
    informed: 'Đã thông báo',
    columns: ['Thông báo cho', 'Ngày, giờ', 'Cách', 'Người thông báo'],
    text: 'Lời thông báo gửi người liên quan',
    signer: 'TRƯỞNG CÔNG AN'
  }
}
export type LossWords = typeof loss
