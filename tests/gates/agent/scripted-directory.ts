import type { Envelope } from '#lib/domain/fact.ts'
import type { AgentSession } from '../../../gate-agent/server/agent-session.ts'
import { asDocument } from '../../facts.ts'

/** A server's directory, which an agent reads as CouchDB's changes: the n-th row has the sequence n. */
export class ScriptedDirectory {
  rows: { id: string; deleted?: boolean; doc?: object }[] = []
  /** The paths that were asked for. */
  readonly asked: string[] = []

  write(...facts: readonly Envelope[]): void {
    for (const fact of facts) this.rows.push({ id: fact.id, doc: asDocument(fact) })
  }

  readonly session: Pick<AgentSession, 'ask'> = {
    ask: async (_method, path) => {
      this.asked.push(path)
      const { searchParams } = new URL(path, 'http://may-chu')
      const [since, limit] = [Number(searchParams.get('since')), Number(searchParams.get('limit'))]
      const results = this.rows.slice(since, since + limit)
      return { status: 200, body: { results, last_seq: since + results.length } }
    }
  }
}
