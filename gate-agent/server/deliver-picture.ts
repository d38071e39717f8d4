import { hash } from 'node:crypto'
import { cut, partDocument } from '#lib/domain/photos/parts.ts'
import { photoDatabase } from '#lib/domain/database-names.ts'
import { bring } from './delivery.ts'
import type { WaitingPicture } from './picture-box.ts'
import type { AgentSession } from './agent-session.ts'

interface Sender {
  unit: string
  account: string
  /** Unix ms by the server's clock. */
  now: number
}

/** Delivers a picture part by part; `waits`: the outcome is unknown, and the whole picture is sent again. */
export async function deliverPicture(
  session: AgentSession,
  { unit, account, now }: Sender,
  { at, bytes }: WaitingPicture
): Promise<'there' | 'waits' | 'refused'> {
  for (const piece of cut(bytes)) {
    const named = hash('sha256', piece, 'base64url')
    const doc = partDocument(named, account, Buffer.from(piece).toString('base64'))
    const home = { unit, place: 'pictures' } as const
    const there = await bring(session, photoDatabase({ ...home, at }), [doc])
    // Falls back to the current quarter when its own was never opened or was closed long ago.
    const fates =
      there === 'missing' ? await bring(session, photoDatabase({ ...home, at: now }), [doc]) : there
    const fate = fates === 'missing' ? 'waits' : fates[0]!.fate
    if (fate !== 'there') return fate
  }
  return 'there'
}
