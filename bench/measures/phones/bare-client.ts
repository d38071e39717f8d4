import { databasesFor } from '#lib/data/courier/pull.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { asDocument, type TestDevice } from '../../../tests/facts.ts'
import { openSession } from '../../../tests/devices/session.ts'
import type { TestAccount, TestStack } from '../../../tests/stack.ts'
import type { Client } from './client.ts'
import { visitor } from './visitor.ts'

const pageLength = 1_000

interface Page {
  results: { id: string; doc: object }[]
  last_seq: string
}

/** The same work by bare requests: the same databases read to their ends, the same facts posted; nothing is checked or tried again. */
export class BareClient implements Client {
  readonly #fetch: typeof fetch
  readonly #facts = new Map<string, object>()
  #session: Record<string, string> = {}

  constructor(
    private readonly stack: TestStack,
    private readonly device: TestDevice,
    private readonly databases: readonly string[]
  ) {
    this.#fetch = visitor(stack.url)
  }

  async firstSync(): Promise<number> {
    this.#session = (await openSession(this.stack.url, this.device)).headers
    await Promise.all(this.databases.map((database) => this.#read(database)))
    return this.#facts.size
  }

  async push(facts: readonly Envelope[]): Promise<number> {
    const path = `/${this.stack.database('gates')}/_bulk_docs`
    const rows = await this.#ask<{ error?: string }[]>(path, { docs: facts.map(asDocument) })
    return rows.filter(({ error }) => !error).length
  }

  async #read(database: string): Promise<void> {
    for (let since = '0'; ;) {
      const query = `include_docs=true&limit=${pageLength}&since=${encodeURIComponent(since)}`
      const { results, last_seq } = await this.#ask<Page>(`/${database}/_changes?${query}`)
      for (const { id, doc } of results)
        if (!id.startsWith('_design/') && id !== 'epoch') this.#facts.set(id, doc)
      if (results.length < pageLength) return
      since = last_seq
    }
  }

  async #ask<T>(path: string, body?: object): Promise<T> {
    const headers = { accept: 'application/json', ...this.#session }
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
    const answer = await this.#fetch(`/db${path}`, init)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
}

/** The databases that this member's courier reads, as far as they are there. */
export async function readBy({ couch }: TestStack, { roles }: TestAccount): Promise<string[]> {
  const there = new Set(await couch.nano.db.list())
  return databasesFor(roles, Date.now()).flatMap(({ name }) => (there.has(name) ? name : []))
}
