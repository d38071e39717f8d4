import type { ProvisionReport } from './provision.ts'

/** Summarises a run of provisioning in one sentence. */
export function summary({ steps, users, facts }: ProvisionReport): string {
  if (steps.length + users.length + facts === 0) return 'Mọi thứ đã đúng, không có gì phải thay đổi.'
  const created = steps.filter((step) => step.do === 'create').length
  return `Đã tạo ${created} cơ sở dữ liệu, cập nhật ${steps.length - created} thiết lập, ghi ${users.length} tài khoản và ${facts} mục danh bạ.`
}
