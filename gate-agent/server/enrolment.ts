import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { canonicalString } from '#lib/domain/canonical.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import { Envelope } from '#lib/domain/fact.ts'
import { replaceFile } from '../disk/replace.ts'
import type { AgentKey } from '../shell/agent-key.ts'

interface Introduced {
  account: string
  unit: string
  key: AgentKey
  /** This device's name in the directory. */
  label: string
}

/** Returns the first fact of an agent's key, which introduces it to its unit. @param ms Unix, by the server's clock */
export function enrolment({ account, unit, key, label }: Introduced, ms: number): Envelope {
  const numbered = { unit, book: 'directory', device: key.id, n: 1 }
  const unsigned = {
    id: certifiedId(numbered, ms),
    ...numbered,
    stream: `device/${key.id}`,
    type: 'directory.device-enrolled',
    at: new Date(ms).toISOString(),
    by: account,
    body: { key: key.publicKey, label }
  }
  return { ...unsigned, sig: key.sign(canonicalString(unsigned)) }
}

/** Reads a key's fact from a file, or makes and keeps it: a second one would bear the same number. */
export function enrolmentIn(path: string, { id }: Pick<AgentKey, 'id'>, make: () => Envelope): Envelope {
  const kept = read(path)
  if (kept?.device === id) return kept
  const made = make()
  replaceFile(path, JSON.stringify(made))
  return made
}

function read(path: string): Envelope | null {
  try {
    return v.parse(Envelope, JSON.parse(readFileSync(path, 'utf8')))
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') throw problem
    return null
  }
}
