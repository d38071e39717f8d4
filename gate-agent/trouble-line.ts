/** Names what the system refuses, by the code of Node's error. */
const refusals: Record<string, string> = {
  ENOSPC: 'hết chỗ trên đĩa',
  EDQUOT: 'hết chỗ được cấp trên đĩa',
  EROFS: 'đĩa chỉ cho đọc',
  EIO: 'đĩa hoặc thiết bị hỏng',
  EACCES: 'không có quyền',
  EPERM: 'không có quyền',
  ENOENT: 'không có tệp hoặc thiết bị này',
  ENXIO: 'thiết bị không còn ở đó',
  EMFILE: 'quá nhiều tệp đang mở',
  EADDRINUSE: 'cổng mạng này đã có chương trình khác dùng',
  EADDRNOTAVAIL: 'máy này không có địa chỉ mạng ấy'
}

/** Returns a problem that the agent has met as a line for whoever stands at the machine. */
export function troubleLine(problem: unknown): string {
  const { message, code, path, address, port } = (problem ?? {}) as NodeJS.ErrnoException & {
    address?: string
    port?: number
  }
  const refusal = code === undefined ? undefined : refusals[code]
  if (refusal === undefined) return `Lỗi: ${message ?? String(problem)}`
  const where = path ?? (address && `${address}:${port}`)
  return `Lỗi: ${where ? `${where}: ` : ''}${refusal} (${code}).`
}
