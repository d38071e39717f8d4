import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { databaseOf } from '#lib/domain/database-names.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { UnsentParts } from '#lib/data/photos/unsent-parts.ts'
import { transitDatabase } from '#lib/domain/transit/box.ts'
import { runAgent } from '../../../gate-agent/main.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { startMosquitto, type Mosquitto } from '../../broker/brokers.ts'
import { cableTo } from '../../broker/cable.ts'
import { TestPhone } from '../../courier/phone.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'
import { approvedKey } from '../agent/approved-key.ts'
import { BoxPhone } from './box-phone.ts'

const gate = 'cong-1b'

/** A server, a gate's real agent whose cable to it can be pulled, and a real broker beside the gate. */
export class BoxStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'gate-box-'))
  readonly lines: string[] = []
  readonly #opened: { stop(): Promise<unknown> }[] = []
  #running: ReturnType<typeof runAgent> | null = null
  #known!: Directory

  private constructor(
    readonly server: TestStack,
    /** The account of the machine. */
    readonly agent: string,
    readonly beside: Mosquitto,
    readonly cable: Awaited<ReturnType<typeof cableTo>>
  ) {}

  static async start(): Promise<BoxStage> {
    const server = await startTestStack()
    const cable = await cableTo(Number(new URL(server.url).port))
    const { name } = await server.account('agent')
    const stage = new BoxStage(server, name, await startMosquitto(), cable)
    await approvedKey(server, stage.agent, stage.folder)
    await server.installed(stage.agent, gate)
    stage.#known = await server.directories.of(server.unit)
    return stage
  }

  get config() {
    const broker = { url: `mqtt://127.0.0.1:${this.beside.tcp}` }
    return {
      server: `http://127.0.0.1:${this.cable.port}`,
      account: this.agent,
      unit: this.server.unit,
      label: 'Máy tại cổng',
      dataDir: this.folder,
      clock: true,
      listen: '127.0.0.1:0',
      publicUrl: '',
      local: broker,
      gates: [{ gate, controller: { broker, dialect: 'home-assistant' as const, id: `${gate}/cua` } }]
    }
  }

  startAgent(): void {
    this.#running = runAgent(this.config, (line) => this.lines.push(line), false)
  }

  async stopAgent(): Promise<void> {
    await this.#running?.stop()
    this.#running = null
  }

  /** A phone of an approved keeper that has heard the server once, and is then at the gate. */
  async phone(photos?: UnsentParts): Promise<BoxPhone> {
    const { name } = await this.server.account('keeper')
    const phone = await TestPhone.open({ ...this.server, books: ['gates'] }, name)
    await phone.exchange()
    await this.learn()
    const own = new BoxPhone(phone, () => this.#known, `ws://127.0.0.1:${this.beside.port}`, photos)
    this.#opened.push(own)
    return own
  }

  /** Has phones know of the unit's directory what the server knows now. */
  async learn(): Promise<void> {
    this.#known = await this.server.directories.of(this.server.unit)
  }

  /** Waits until the agent's own copy of the directory holds whatever the server's does. */
  async agentKnows(isSo: (text: string) => boolean): Promise<void> {
    await until(async () =>
      isSo(await readFile(join(this.folder, 'directory.jsonl'), 'utf8').catch(() => ''))
    )
  }

  /** Waits until the agent knows that a device was approved: it may hear of its enrolment before. */
  async agentApproves(device: string): Promise<void> {
    const isApproval = ({ type, stream }: Envelope) =>
      type === 'directory.device-approved' && stream === `device/${device}`
    // What is behind the last line break is still being written.
    const lines = (text: string) => text.split('\n').slice(0, -1)
    await this.agentKnows((text) => lines(text).some((line) => isApproval(JSON.parse(line) as Envelope)))
  }

  /** The files of the agent's box with their bytes. */
  files(): number[] {
    const folder = join(this.folder, 'boxes')
    return readdirSync(folder).map((file) => statSync(join(folder, file)).size)
  }

  /** Whatever the machine has of what phones left. */
  contents(): string {
    const folder = join(this.folder, 'boxes')
    return readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
  }

  async stored(facts: readonly Pick<Envelope, 'id' | 'unit' | 'book'>[]): Promise<Map<string, Envelope>> {
    const databases = new Set(facts.map(({ id, unit, book }) => databaseOf({ id, unit, book: book as Book })))
    const all = await Promise.all([...databases].map((one) => factsIn(this.server.couch.nano, one)))
    const ids = new Set(facts.map(({ id }) => id))
    return new Map(all.flat().flatMap((fact) => (ids.has(fact.id) ? [[fact.id, fact] as const] : [])))
  }

  /** How many boxes wait at the server. */
  async transit(): Promise<number> {
    const boxes = this.server.couch.nano.use(transitDatabase(this.server.unit))
    return (await boxes.list({ startkey: 'box:', endkey: 'box:~' })).rows.length
  }

  async stop(): Promise<void> {
    await this.stopAgent()
    for (const one of this.#opened) await one.stop()
    await TestPhone.closeAll()
    await this.cable.stop()
    await this.beside.stop()
    await this.server.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Writes so many notes on a phone. */
export async function written({ phone }: BoxPhone, count: number): Promise<Envelope[]> {
  const facts: Envelope[] = []
  for (let i = 0; i < count; i++) facts.push(await phone.write())
  return facts
}
