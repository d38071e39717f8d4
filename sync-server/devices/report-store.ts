import type { ServerScope } from 'nano'
import type { DeviceReport } from '#lib/domain/devices/device-report.ts'
import { createPrivateDatabase, nullIfMissing } from '../provision/apply.ts'

/** The last report of a phone, as received. */
export interface KeptReport extends Pick<
  DeviceReport,
  'account' | 'device' | 'heads' | 'waiting' | 'photos'
> {
  unit: string
  /** All units of the account at that time: its sequence numbers continue across units. */
  units: string[]
  /** Time of receipt, Unix ms by this server's clock. */
  at: number
}

/** The private database of reports; phones never sync it. */
export const reportsDatabase = 'device-reports'

/** Stores the last report of each device for each unit of its account. */
export class ReportStore {
  #made: Promise<void> | null = null

  constructor(private readonly server: ServerScope) {}

  async keep(report: KeptReport): Promise<void> {
    await this.#stands()
    const id = `${report.unit} ${report.account} ${report.device}`
    const known = await nullIfMissing(this.#documents.get(id))
    await this.#documents.insert({ ...report, _id: id, ...(known && { _rev: known._rev }) } as never)
  }

  /** Returns the reports of a unit. */
  async of(unit: string): Promise<KeptReport[]> {
    const range = { startkey: `${unit} `, endkey: `${unit}!`, include_docs: true }
    const there = await nullIfMissing(this.#documents.list(range))
    return (there?.rows ?? []).flatMap(({ doc }) => (doc ? [doc as unknown as KeptReport] : []))
  }

  #stands(): Promise<void> {
    this.#made ??= createPrivateDatabase(this.server, reportsDatabase)
    this.#made.catch(() => (this.#made = null))
    return this.#made
  }

  get #documents() {
    return this.server.use(reportsDatabase)
  }
}
