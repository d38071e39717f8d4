/** Ports where an address names none. */
const ports: Readonly<Record<string, string>> = {
  'mqtt:': '1883',
  'mqtts:': '8883',
  'ws:': '80',
  'wss:': '443'
}

/** Returns host and port of a broker, so that two spellings of one address are equal; this machine has one name. */
export function brokerAddress(url: string): string {
  const { protocol, hostname, port } = new URL(url)
  const host = hostname.toLowerCase().replace(/\.$/, '')
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\]|\[::ffff:7f.*\])$/.test(host)
  return `${isHere ? 'localhost' : host}:${port || ports[protocol]}`
}
