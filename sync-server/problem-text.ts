/** Describes a problem for the terminal: known ones in Vietnamese, others quoted as they are. */
export function problemText(problem: unknown): string {
  const text = chain(problem)
  const known = kinds.find(([sign]) => sign.test(text))
  return known ? known[1] : `lỗi ngoài dự kiến “${(problem as Error)?.message ?? problem}”`
}

const kinds: readonly [RegExp, string][] = [
  [/ENOSPC|EDQUOT|no space left/i, 'đĩa đã đầy'],
  [/EACCES|EPERM|EROFS/, 'không được phép đọc hoặc ghi tệp'],
  [/error happened in your connection/, 'mất kết nối với CouchDB'],
  [
    /ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|UND_ERR|fetch failed/,
    'mất kết nối'
  ]
]

/** Joins the codes and messages of a problem and its causes. */
function chain(problem: unknown): string {
  const { code, message, cause } = Object(problem) as { code?: unknown; message?: unknown; cause?: unknown }
  const own = `${String(code ?? '')} ${String(message ?? problem)}`
  return cause === undefined ? own : `${own} ${chain(cause)}`
}
