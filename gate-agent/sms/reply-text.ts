import type { Lock } from '#lib/domain/gates/contract/checks/check-context.ts'
import type { CommandRefusal, RefusalCode } from '#lib/domain/gates/contract/codes.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { AlarmFate } from '../server/texted-alarms.ts'
import { isEnd } from '#lib/domain/gates/contract/reply.ts'
import { reportExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import type { GateReport, Motion } from '#lib/domain/gates/motion.ts'

/** How a gate stands, as its agent knows it. */
export interface SmsStand {
  gate: string
  report: GateReport
  /** Age of that report by the monotonic clock, ms; null: nothing was reported since the agent's start. */
  reportAgeMs: number | null
  lock: Lock | null
  /** Agent's clock, Unix ms. */
  now: number
}

const motions: Record<Motion, string> = {
  open: 'DANG MO',
  closed: 'DA DONG',
  opening: 'dang mo ra',
  closing: 'dang dong lai',
  stopped: 'DUNG GIUA CHUNG',
  unknown: 'KHONG RO'
}

const refusals: Partial<Record<RefusalCode, string>> = {
  REVOKED: 'may nay chua duyet hoac da thu hoi',
  STALE: 'tin den qua 2 phut sau khi soan, hay soan tin moi',
  CLOCK_SKEW: 'dong ho dien thoai chay nhanh',
  NOT_ALLOWED: 'tai khoan nay khong co quyen',
  LOCKED: 'cong dang khoa',
  DEVICE_OFFLINE: 'bo dieu khien khong tra loi, hay dong tay',
  OBSTRUCTED: 'co vat can duoi cong',
  CANNOT_RECORD: 'may tai cong day dia, chi nhan dong khi bao dong',
  RATE_LIMITED: 'gui qua nhieu, cho 1 phut'
}

const ends: Record<Exclude<Reply['status'], 'refused'>, string> = {
  accepted: 'da nhan lenh dong.',
  moving: 'cong dang chay.',
  completed: 'lenh dong da xong.',
  stopped: 'lenh dong bi dung lai.',
  obstructed: 'KHONG DONG DUOC, co vat can.',
  timeout: 'CHUA RO lenh dong co ket qua.',
  failed: 'lenh dong KHONG thanh.'
}

/**
 * Returns the text that answers a question how the gate stands, with the age of what it says: in Vietnamese without marks,
 * since these would make two messages of one.
 */
export function standText(stand: SmsStand): string {
  return `ANTT ${stand.gate}: ${standing(stand)}`
}

/** Returns the text that answers a command with its outcome, at its end; null: there is nothing to say yet, or at all. */
export function outcomeText(reply: Reply, stand: SmsStand): string | null {
  if (!isEnd(reply.status)) return null
  if (reply.status === 'refused') return refusalText(reply.refusal as CommandRefusal, stand.gate)
  const said = reply.act === 'STOP' ? 'dang mo ra nen CHI DUNG.' : ends[reply.status]
  return `ANTT ${stand.gate}: ${said} ${standing(stand)}`
}

const alarmFates: Record<AlarmFate, string> = {
  told: 'may chu xa DA NHAN bao dong.',
  late: 'CHUA bao duoc len may chu xa, may con thu lai. Hay goi dien.',
  refused: 'may chu xa KHONG nhan bao dong. Hay goi dien.'
}

/** Returns the text that tells what became of an alarm by text, beside the answer of the gate. */
export const alarmText = (fate: AlarmFate, gate: string): string => `ANTT ${gate}: ${alarmFates[fate]}`

/** Returns null for a message that came before: it was answered then. */
function refusalText({ code }: CommandRefusal, gate: string): string | null {
  if (code === 'REPLAY') return null
  return `ANTT ${gate}: KHONG nhan lenh, cong khong chay: ${refusals[code] ?? 'may tai cong tu choi'}.`
}

function standing({ report, reportAgeMs, lock, now }: SmsStand): string {
  const { motion, assumed, deviceOnline, reportedAt, obstructed } = report
  const more = `${obstructed === true ? ', co vat can' : ''}${lock ? ', dang khoa' : ''}.`
  const ageMs = reportAgeMs ?? (reportedAt === null ? null : Math.max(0, now - reportedAt))
  const age = ageMs === null ? null : ageText(ageMs)
  if (motion === 'unknown' || age === null)
    return `KHONG RO cong dang the nao${age === null ? '' : `, tin cuoi ${age} truoc`}${more}`
  const word = motion === 'closed' && assumed ? 'CO LE da dong' : motions[motion]
  if (!deviceOnline || reportAgeMs === null || reportAgeMs > reportExpiryMs)
    return `KHONG RO, tin cu ${age} truoc: ${word.toLowerCase()}${more}`
  return `${word}, cong bao ${age} truoc${more}`
}

/** @param ms how long ago */
function ageText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 100) return `${seconds} giay`
  const minutes = Math.round(seconds / 60)
  return minutes < 100 ? `${minutes} phut` : `${Math.min(9_999, Math.round(minutes / 60))} gio`
}
