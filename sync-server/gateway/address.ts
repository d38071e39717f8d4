import type { IncomingMessage } from 'node:http'
import { isIPv6, type Socket } from 'node:net'
import { isTls } from './tls.ts'

/**
 * Returns the client's address; behind a proxy on this machine, the last one that the proxy names. Of an IPv6 address it
 * returns the first of its /64: a provider gives every customer at least that many.
 */
export function addressOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? ''
  const named = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return networkOf(named && /^(127\.|::1$|::ffff:127\.)/.test(peer) ? named : peer)
}

/** Returns the address at the other end of a line, or the first of its /64: a proxy's own, for all who come through it. */
export function peerOf({ remoteAddress = '' }: Pick<Socket, 'remoteAddress'>): string {
  return networkOf(remoteAddress)
}

function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const groups = groupsOf(address)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::`
}

/** Returns the eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const plain = address
    .replace(/%.*/, '')
    .replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...[a, b, c, d]: string[]) =>
      [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':')
    )
  const [first = [], last = []] = plain.split('::').map((part) =>
    part
      .split(':')
      .filter((group) => group !== '')
      .map((group) => parseInt(group, 16))
  )
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last]
}

/** Returns this server's origin as the client named it, `https://so-tay.example.vn`. */
export function originOf(incoming: IncomingMessage): string {
  return `${isTls(incoming) ? 'https' : 'http'}://${incoming.headers.host ?? ''}`
}
