import type { Typed } from './incident.ts'

/** What people type where a tip is handed on; empty is allowed in both fields, which are short. */
export const typedReferences: Typed[] = [
  { name: 'as long as may be and one more', text: '7'.repeat(61) },
  { name: 'half of an emoji', text: '42 \uD83D' },
  { name: 'blanks around', text: '  0042/TB ', saved: '0042/TB' },
  { name: 'control characters', text: '00\u000042\u202E', saved: '0042' },
  { name: 'NFD', text: 'số 42'.normalize('NFD'), saved: 'số 42' },
  { name: 'markup', text: '<b>42</b>', saved: '<b>42</b>' }
]
