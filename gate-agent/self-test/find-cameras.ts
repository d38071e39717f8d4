import { randomUUID } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { networkInterfaces } from 'node:os'

/** A camera that answered the call in the network. */
export interface FoundCamera {
  /** Its IPv4 address. */
  host: string
}

/** The multicast group and port of WS-Discovery. */
const group = { address: '239.255.255.250', port: 3702 }
const patienceMs = 3_000
/** More answers and longer ones are no network of a gate. */
const mostCameras = 32
const mostBytes = 16_384

/**
 * Finds ONVIF cameras in the networks of this machine: each answers the probe of WS-Discovery with the addresses of its
 * service. Only answers to this very probe count. Source: OASIS WS-Discovery 2005/04, ONVIF Core, 7.
 */
export async function findCameras(withinMs = patienceMs, at = group): Promise<FoundCamera[]> {
  const probe = `urn:uuid:${randomUUID()}`
  const found = new Set<string>()
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  socket.on('error', () => {})
  socket.on('message', (answer) => {
    if (answer.length > mostBytes) return
    for (const host of hostsIn(answer.toString('utf8'), probe)) if (found.size < mostCameras) found.add(host)
  })
  try {
    await new Promise<void>((resolve) => socket.bind(0, resolve))
    for (const from of ownAddresses()) await call(socket, from, Buffer.from(probeText(probe)), at)
    await new Promise((resolve) => setTimeout(resolve, withinMs))
  } finally {
    socket.close()
  }
  return [...found].sort().map((host) => ({ host }))
}

/** Sends through one of this machine's interfaces; one without multicast is passed over. */
function call(socket: Socket, from: string, text: Buffer, at: typeof group): Promise<void> {
  return new Promise((resolve) => {
    try {
      socket.setMulticastInterface(from)
      socket.send(text, at.port, at.address, () => resolve())
    } catch {
      resolve()
    }
  })
}

/** Returns the IPv4 addresses of this machine; its own loopback only where there is nothing else. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? [])
  const ipv4 = all.filter(({ family }) => family === 'IPv4')
  const outward = ipv4.filter(({ internal }) => !internal)
  return (outward.length > 0 ? outward : ipv4).map(({ address }) => address)
}

/**
 * Returns the IPv4 hosts of the service addresses in an answer to that probe; none when it is anything else. It reads two
 * elements and builds no document, so that no entity of a stranger's XML is expanded.
 */
export function hostsIn(xml: string, probe: string): string[] {
  if (elementIn(xml, 'RelatesTo') !== probe) return []
  const addresses = (elementIn(xml, 'XAddrs') ?? '').split(/\s+/).slice(0, 8)
  const hosts = addresses
    .filter((address) => /^https?:\/\//.test(address) && URL.canParse(address))
    .map((address) => new URL(address).hostname)
  return [...new Set(hosts.filter((host) => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)))]
}

/** Returns the text of the first such element, whatever its prefix. */
function elementIn(xml: string, name: string): string | null {
  const found = new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^<>]*)?>([^<]*)<`).exec(xml)
  return found ? found[1]!.trim() : null
}

const probeText = (id: string) => `<?xml version="1.0" encoding="UTF-8"?>
<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">
<e:Header><w:MessageID>${id}</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To><w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>
<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body>
</e:Envelope>`
