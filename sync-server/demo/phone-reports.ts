import type { ServerScope } from 'nano'
import type { ByBook } from '#lib/domain/devices/device-report.ts'
import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import { books } from '#lib/domain/roles.ts'
import { ReportStore } from '../devices/report-store.ts'
import { SequenceReader } from '../devices/sequence-reader.ts'

/** A phone of the demo: nobody holds it, this server signs by its key. */
export interface DemoPhone {
  account: string
  device: string
}

/**
 * Reports once for the demo's own phones what is true of them: the last number in each book, and that nothing waits on
 * them. Otherwise their people would be asked to look for phones that nobody holds.
 * @param now Unix ms
 */
export async function reportDemoPhones(
  server: ServerScope,
  unit: string,
  { known, phones, now }: { known: Directory; phones: readonly DemoPhone[]; now: number }
): Promise<void> {
  const store = new ReportStore(server)
  const reported = new Set((await store.of(unit)).map(({ device }) => device))
  const silent = phones.filter(
    ({ account, device }) => deviceOf(known, account, device) && !reported.has(device)
  )
  if (silent.length === 0) return
  const presentOf = await new SequenceReader(server).of(unit, known)
  for (const { account, device } of silent) {
    const heads: ByBook<number> = {}
    for (const book of books) {
      const last = Math.max(0, ...presentOf(account, device, book).times.keys())
      if (last > 0) heads[book] = last
    }
    await store.keep({ unit, units: [unit], account, device, heads, waiting: {}, photos: 0, at: now })
  }
}
