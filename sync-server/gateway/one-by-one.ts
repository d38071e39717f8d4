import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Handler } from '../router.ts'

interface Line {
  answer: ServerResponse
  isNextThere: boolean
}

/**
 * Answers the requests of one line one after another. The next waits until the answer before it has ended, since a client
 * may have read that to its last byte a moment before; a line with yet another behind it is closed, because of requests
 * that queue up nobody would learn when it breaks, and no browser or proxy sends them.
 */
export function oneByOne(answer: Handler): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const lines = new WeakMap<Socket, Line>()
  const begin = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    lines.set(incoming.socket, { answer: outgoing, isNextThere: false })
    answer(incoming, outgoing)
  }
  return (incoming, outgoing) => {
    const { socket } = incoming
    const line = lines.get(socket)
    if (!line || line.answer.writableEnded) return begin(incoming, outgoing)
    if (line.isNextThere) {
      socket.destroy()
      // Ends it before Node does, which writes a stack trace for each.
      return void incoming.destroy()
    }
    line.isNextThere = true
    line.answer.once('finish', () => begin(incoming, outgoing))
  }
}
