import type { EntryKind } from '#lib/domain/gates/kinds.ts'

const kinds: Record<EntryKind, string> = {
  opening: 'Mở cổng',
  closing: 'Đóng cổng',
  trouble: 'Sự cố, hư hỏng',
  seen: 'Nhìn thấy',
  other: 'Việc khác'
}

/** Words for searching the gates' logs, exporting them, and printing the monthly sheet. */
export const sheets = {
  search: {
    open: 'Tra cứu, xuất sổ',
    title: 'Sổ cổng',
    gate: 'Cổng',
    allGates: 'Mọi cổng',
    person: 'Người',
    everybody: 'Mọi người',
    kind: 'Việc',
    allKinds: 'Mọi việc',
    from: 'Từ ngày',
    to: 'Tới ngày',
    dayMissing: 'Hãy chọn ngày.',
    dayEarlier: 'Ngày này ở trước “Từ ngày”.',
    found: (count: number) => `${count} dòng`,
    none: 'Không có dòng nào',
    noneText: 'Hãy nới khoảng ngày hoặc bỏ bớt điều kiện.',
    csv: 'Bảng tính (CSV)',
    json: 'Bản có chữ ký (JSON)',
    exportText: 'Tệp nằm trong máy này, làm được cả khi mất mạng. Bản có chữ ký dùng để kiểm lại từng dòng.',
    sheet: 'In sổ tháng'
  },
  kinds,
  columns: {
    day: 'Ngày',
    hour: 'Giờ',
    gate: 'Cổng',
    what: 'Việc',
    who: 'Người',
    why: 'Lý do, ghi chú',
    seconds: 'Số giây',
    confirmed: 'Cổng xác nhận',
    drill: 'Diễn tập',
    written: 'Ghi lúc',
    id: 'Mã'
  },
  yes: 'có',
  no: 'không',
  sheet: {
    title: 'Sổ tháng',
    month: 'Tháng',
    dated: (place: string, day: number, month: number, year: number) =>
      `${place}, ngày ${day} tháng ${month} năm ${year}`,
    heading: 'SỔ THEO DÕI CỔNG AN NINH TRẬT TỰ',
    ofMonth: (month: number, year: number) => `Tháng ${month} năm ${year}`,
    place: 'Nơi đặt',
    kind: 'Loại',
    keeper: 'Người giữ cổng',
    openings: 'Mở cổng',
    closings: 'Đóng cổng',
    troubles: 'Sự cố, hư hỏng',
    counted: (reported: number, claimed: number) => `cổng báo ${reported} lần, người ghi ${claimed} lần`,
    none: 'Trong tháng không có dòng nào.',
    pictures: 'Hình kèm theo (mã SHA-256)',
    drills: 'Dòng “Diễn tập” không tính vào số lần.',
    writer: 'NGƯỜI LẬP',
    chief: 'CHỈ HUY DUYỆT'
  }
}
export type SheetWords = typeof sheets
