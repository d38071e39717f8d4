import type { Restoration } from './restore-backup.ts'
import type { Restored } from './restore-database.ts'
import { accountsDatabase, isOnPhones } from './scope.ts'

/** Most ids listed per database; the rest are counted. */
const most = 20

/** Renders the result of a restore as Vietnamese sentences for the operator. */
export function restoreSummary(
  { databases, removedAgain, newRoots }: Restoration,
  where: string,
  embedded: boolean
): string {
  const sum = (of: keyof Restored['counts']) => databases.reduce((sum, { counts }) => sum + counts[of], 0)
  return [
    `Đã khôi phục ${databases.length} cơ sở dữ liệu vào ${where}: thêm ${sum('add')} tài liệu, ${sum('same')} đã có sẵn, xóa lại ${sum('erase')}, giữ nguyên đã xóa ${sum('gone')}.`,
    ...removedAgain.map(
      ({ unit, book, quarter }) =>
        `Sổ ${book} ${quarter} của ${unit} đã được bỏ từ trước nên không khôi phục, không tính ở trên.`
    ),
    ...databases.filter((one) => one.differing.length > 0 && isTold(one)).map(differing),
    ...databases
      .filter(({ otherReaders }) => otherReaders)
      .map(({ name }) => `${name}: quyền đọc hiện tại khác bản sao lưu, giữ nguyên quyền hiện tại.`),
    ...databases.filter(({ beyondSha1 }) => embedded && beyondSha1.length > 0).map(unusable),
    ...(newRoots.length > 0 ? [anew(newRoots)] : []),
    'Bây giờ hãy chạy lại máy chủ. Điện thoại sẽ tự đọc lại từ đầu.'
  ].join('\n')
}

const anew = (units: readonly string[]) =>
  `Không có khóa gốc cũ của ${names(units)}, đã tạo khóa mới: máy của chỉ huy phải được duyệt lại bằng npm run approve, rồi chỉ huy duyệt lại các máy khác.`

/** Differences in the server's own databases are not reported: they are always newer here than in a backup. */
const isTold = ({ name }: Restored) => isOnPhones(name) || name === accountsDatabase

const differing = ({ name, differing }: Restored) =>
  `${name}: ${differing.length} ${name === accountsDatabase ? 'tài khoản' : 'tài liệu'} hiện có khác bản sao lưu, giữ nguyên bản hiện có: ${names(differing)}.`

const unusable = ({ beyondSha1 }: Restored) =>
  `${beyondSha1.length} tài khoản có mật khẩu mã hóa theo cách mà máy chủ nhúng không đọc được, cần đặt mật khẩu mới bằng npm run password -- --account tên: ${names(beyondSha1.map(accountOf))}.`

const accountOf = (id: string) => id.replace('org.couchdb.user:', '')

const names = (ids: readonly string[]) =>
  ids.slice(0, most).join(', ') + (ids.length > most ? `, và ${ids.length - most} mục nữa` : '')
