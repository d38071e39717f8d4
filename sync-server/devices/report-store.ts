import type { ServerScope } from 'nano'
import type { DeviceReport } from '#lib/domain/devices/device-report.ts'
import { createPrivateDatabase, nullIfMissing } from '../provision/apply.ts'

/** A phone's last report as this server heard it. */
export interface KeptReport extends Pick<
  DeviceReport,
  'account' | 'device' | 'heads' | 'waiting' | 'photos'
> {
  unit: string
  /** All units of the account then: its numbers go on from one to the other. */
  units: string[]
  /** Unix ms by this server's clock. */
  at: number
}

/** Not one of a unit's books: it never reaches a phone by itself. */
export const reportsDatabase = 'device-reports'

/** The last report of each device, of each unit of its account. */
export class ReportStore {
  #made: Promise<void> | null = null

  constructor(private readonly server: ServerScope) {}

  async keep(report: KeptReport): Promise<void> {
    await this.#stands()
    const id = `${report.unit} ${report.account} ${report.device}`
    const known = await nullIfMissing(this.#documents.get(id))
    await this.#documents.insert({ ...report, _id: id, ...(known && { _rev: known._rev }) } as never)
  }

  /** Those of a unit. */
  async of(unit: string): Promise<KeptReport[]> {
    await this.#stands()
    const range = { startkey: `${unit} `, endkey: `${unit}!`, include_docs: true }
    const { rows } = await this.#documents.list(range)
    return rows.flatMap(({ doc }) => (doc ? [doc as unknown as KeptReport] : []))
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
