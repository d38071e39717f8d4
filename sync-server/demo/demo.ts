import { readFileSync } from 'node:fs'
import type { Happening } from '#lib/domain/gates/note.ts'
import { readAccounts } from '../provision/account-list.ts'
import { readContacts, readGates } from '../provision/lists.ts'
import type { ListResult } from '../provision/table.ts'
import { unitOf, desiredStateOf } from '../provision/units.ts'
import type { DesiredState } from '../provision/desired-state.ts'
import type { NewFact, FactWriter } from '../fact-writer.ts'
import { midnightInVietnam } from './midnight.ts'
import { writeOnce } from './write-once.ts'
import type { ServerScope } from 'nano'

/** Account of the author of the demo's gate log. */
export const demoKeeper = 'ph-cong1b'
const unit = 'xa-phong-hiep'

/** Reads the invented units, people and gates of the demo from the tables beside this file; `now` in Unix ms. */
export function demoState(now: number): DesiredState {
  const day = new Date(now).toISOString().slice(0, 10)
  const isUnit = (id: string) => unitOf(id, day) !== null
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
  const lists = {
    accounts: taken(readAccounts(read('accounts.csv'), isUnit)),
    gates: taken(readGates(read('gates.csv'), isUnit)),
    contacts: taken(readContacts(read('contacts.csv'), isUnit))
  }
  return desiredStateOf(lists, [], day)
}

function taken<T>({ rows, problems }: ListResult<T>): T[] {
  if (problems.length > 0) throw new Error(problems.join(' '))
  return rows
}

/** Days ago, hour and minute in Việt Nam (UTC+7), gate, entry kind, reason. */
const log: [number, number, number, string, Happening, string][] = [
  [4, 22, 5, 'cong-1b', 'closed', 'Đóng cổng theo giờ đêm'],
  [3, 4, 40, 'cong-1b', 'opened', 'Mở cho bà con đi chợ sớm'],
  [3, 22, 2, 'cong-1b', 'closed', 'Đóng cổng theo giờ đêm'],
  [2, 1, 40, 'cong-1b', 'seen', 'Xe máy lạ quay đầu trước cổng, đi về hướng Quản Lộ – Phụng Hiệp'],
  [2, 16, 20, 'cong-kinh-3', 'fault', 'Cửa cuốn kêu to, chạy chậm; đã báo thợ'],
  [1, 22, 10, 'cong-1b', 'closed', 'Đóng trễ mười phút, chờ ghe hàng về']
]

/** Returns the entries of the demo's gate log relative to `now`; runs on the same day yield the same. */
export function demoLog(now: number): NewFact[] {
  const midnight = midnightInVietnam(now)
  return log.map(([daysAgo, hour, minute, gate, what, reason]) => ({
    stream: `gate/${gate}`,
    type: 'gates.note-written',
    body: { what, reason, who: 'Tư Khởi' },
    at: midnight - daysAgo * 86400_000 + (hour * 60 + minute) * 60_000
  }))
}

/** The log is signed by Tư Khởi's device. */
const keeperOfLog = { account: demoKeeper, label: 'Máy của Tư Khởi', unit, book: 'gates' } as const

/** Writes the demo's gate log, once. */
export function writeDemoLog(server: ServerScope, keeper: FactWriter, now: number): Promise<number> {
  return writeOnce(server, keeper, keeperOfLog, () => demoLog(now))
}
