import type { SealCheck } from '#lib/domain/directory/seals/seal-check.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { AgentSession } from '../../../gate-agent/server/agent-session.ts'
import { asDocument } from '../../facts.ts'

/** The seal of this server, the same on everything, and when it took it all, Unix ms. */
const [seal, took] = ['s'.repeat(43), Date.UTC(2026, 9, 2)]

/** A server's directory, which an agent reads as CouchDB's changes: the n-th row has the sequence n. */
export class ScriptedDirectory {
  rows: { id: string; deleted?: boolean; doc?: object }[] = []
  /** The paths that were asked for. */
  readonly asked: string[] = []

  /** Writes facts as the server has taken them. */
  write(...facts: readonly Envelope[]): void {
    for (const fact of facts) this.rows.push({ id: fact.id, doc: asDocument({ ...fact, took, seal }) })
  }

  readonly session: Pick<AgentSession, 'ask'> = {
    ask: async (_method, path, body) => {
      if (path === '/seals') {
        const right = (body as SealCheck).facts.filter((fact) => fact.seal === seal).map(({ id }) => id)
        return { status: 200, body: { right } }
      }
      this.asked.push(path)
      const { searchParams } = new URL(path, 'http://may-chu')
      const [since, limit] = [Number(searchParams.get('since')), Number(searchParams.get('limit'))]
      const results = this.rows.slice(since, since + limit)
      return { status: 200, body: { results, last_seq: since + results.length } }
    }
  }
}
