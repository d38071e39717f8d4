/** Names where a phone listens in its Wi-Fi: by its IPv4 address, or by the mDNS name behind which a browser hides that. */
export interface HostCandidate {
  /** `192.168.43.7`, or a UUID with `.local`. */
  host: string
  port: number
}

/** Describes one end of a data channel: all that the other end cannot know by itself. */
export interface PeerEndpoint {
  ufrag: string
  password: string
  /** SHA-256 of the certificate by which it is known (RFC 8122), 32 bytes. */
  fingerprint: Uint8Array<ArrayBuffer>
  candidates: readonly HostCandidate[]
}

/** Matches the letters of RFC 8839, of which nothing can end a line of SDP. */
export const iceLetters = /^[A-Za-z0-9+/]{4,64}$/
export const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/
export const mdnsName = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.local$/

const candidateLine = /^a=candidate:\S+ 1 udp \d+ (\S+) (\d+) typ host(?: |$)/i

/**
 * Reads what another phone needs from a session description (RFC 8866) with one data channel; null when it is none. Leaves
 * out TCP and IPv6: a phone's hotspot has IPv4, and the text has to fit one small QR.
 */
export function endpointIn(sdp: string): PeerEndpoint | null {
  const lines = sdp.split(/\r?\n/)
  const valueOf = (name: string) =>
    lines.find((line) => line.startsWith(`a=${name}:`))?.slice(name.length + 3)
  const [ufrag, password] = [valueOf('ice-ufrag'), valueOf('ice-pwd')]
  const hex = /^sha-256 ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})$/i.exec(valueOf('fingerprint') ?? '')?.[1]
  if (!ufrag || !password || !hex) return null
  const found = lines.flatMap((line) => {
    const [, host, port] = candidateLine.exec(line) ?? []
    return host && (ipv4.test(host) || mdnsName.test(host)) ? [{ host, port: Number(port) }] : []
  })
  const candidates = found.filter(({ host }) => !host.startsWith('127.'))
  const fingerprint = Uint8Array.from(hex.split(':'), (byte) => Number.parseInt(byte, 16))
  return { ufrag, password, fingerprint, candidates }
}

/** Rebuilds the session description that an end gave its browser, as far as another browser asks for it. */
export function sdpOf(
  { ufrag, password, fingerprint, candidates }: PeerEndpoint,
  type: 'offer' | 'answer'
): string {
  const hex = Array.from(fingerprint, (byte) => byte.toString(16).padStart(2, '0').toUpperCase())
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${password}`,
    `a=fingerprint:sha-256 ${hex.join(':')}`,
    `a=setup:${type === 'offer' ? 'actpass' : 'active'}`,
    'a=sctp-port:5000',
    'a=max-message-size:262144',
    // Priorities only order pairs that are tried all the same.
    ...candidates.map(
      ({ host, port }, i) => `a=candidate:${i + 1} 1 udp ${2_113_937_151 - i * 256} ${host} ${port} typ host`
    ),
    'a=end-of-candidates',
    ''
  ].join('\r\n')
}
