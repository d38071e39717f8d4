import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { DocumentScope } from 'nano'
import { partDocument } from '#lib/domain/photos/parts.ts'
import type { Couch } from '../couch.ts'
import { createPrivateDatabase, ignoreIfDone, nullIfMissing } from '../provision/apply.ts'
import { OperatorError } from '../server-config.ts'
import { gatewayRole } from './refusal-of.ts'
import type { Validator } from './validator.ts'

/** Database that holds the probe's design document and, since everything else is refused, nothing else; the admin's alone. */
const place = 'rule-probe'
const designId = '_design/probe'
const home = 'rule-probe'
/** Reads everything and writes nothing, so that the rule must read a document to its end before it refuses it. */
const member = { name: 'rule-probe', roles: [`${home}:auditor`, gatewayRole] }
const expected = '{"code":"not-allowed"}'

/**
 * Asks the JavaScript engine of a real CouchDB what it makes of the rules: one record and one part of a photo, which both
 * must be refused, for the reason that the rules have. Signs nobody in: the admin writes, and the probe's design document
 * calls the rules as for a member.
 * @param withinMs how long CouchDB may take: twice what it grants an engine
 * @throws OperatorError when anything else comes back, since no record of any phone would then be taken
 */
export async function probeRule(
  { nano: server, url }: Pick<Couch, 'nano' | 'url'>,
  { designFor }: Pick<Validator, 'designFor'>,
  { database = place, withinMs = 10_000 } = {}
): Promise<void> {
  await createPrivateDatabase(server, database)
  const ending = new AbortController()
  const late = pause(withinMs, 'không trả lời kịp', { signal: ending.signal })
  const answer = ask(server.use(database), designFor).catch((problem: Error) => problem.message)
  const heard = await Promise.race([answer, late])
  ending.abort()
  late.catch(() => {})
  if (heard === null) return
  const quoted = heard.replaceAll(/\s+/g, ' ').slice(0, 160)
  throw new OperatorError(
    `CouchDB ${url} không chạy được quy tắc kiểm tra bản ghi (${quoted}), nên sẽ không nhận bản ghi nào: hãy xem js_engine trong cấu hình và nhật ký của CouchDB.`
  )
}

/** Returns null when both documents are refused as they must be, else what came back. */
async function ask(
  documents: DocumentScope<unknown>,
  designFor: Validator['designFor']
): Promise<string | null> {
  const found = await nullIfMissing(documents.get(designId))
  const { _id, _rev, ...current } = (found ?? {}) as Record<string, unknown>
  const design = designOf(designFor)
  if (!isDeepStrictEqual(current, design))
    await documents.insert({ _id: designId, ...(found && { _rev }), ...design } as never).catch(ignoreIfDone)
  const heard = await judged(documents)
  if (heard === null) return null
  // A node of a cluster may take a moment to hear of the design document.
  await pause(1_000)
  return judged(documents)
}

async function judged(documents: DocumentScope<unknown>): Promise<string | null> {
  const rows = (await documents.bulk({ docs: [record(), part()] })) as { error?: string; reason?: string }[]
  const wrong = rows.find(({ reason }) => reason !== expected)
  if (!wrong && rows.length === 2) return null
  return [wrong?.error, wrong?.reason].filter(Boolean).join(': ') || 'không từ chối gì'
}

/** Returns the real rules, called as for the member: by themselves they let the admin write anything. */
function designOf(designFor: Validator['designFor']) {
  const records = designFor(home, 'gates')
  const photos = designFor(home, 'pictures')
  const called = (rule: string) => `(${rule})(doc, previous, ${JSON.stringify(member)})`
  return {
    language: 'javascript',
    validate_doc_update: `function (doc, previous) { doc.book ? ${called(records.validate_doc_update)} : ${called(photos.validate_doc_update)} }`,
    lib: { ...records.lib, ...photos.lib }
  }
}

/** Returns a note in the log of a gate that lacks nothing but the right to write it. */
const record = () => ({
  _id: `01936a1c-8f40-7abc-8def-${randomBytes(6).toString('hex')}`,
  unit: home,
  book: 'gates',
  stream: 'gate/cong-1b',
  type: 'gates.note-written',
  at: '2024-11-27T15:00:00.000Z',
  by: member.name,
  device: 'A'.repeat(43),
  n: 1,
  body: { what: 'closed', reason: 'Đóng cổng buổi tối', who: 'Tư Khởi' },
  sig: 'A'.repeat(86)
})

function part() {
  const bytes = randomBytes(16)
  const sha256 = createHash('sha256').update(bytes).digest('base64url')
  return partDocument(sha256, member.name, bytes.toString('base64'))
}
