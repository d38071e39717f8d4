import { createSocket, type Socket } from 'node:dgram'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { findCameras, hostsIn } from '../../../gate-agent/self-test/find-cameras.ts'
import { checkStream, describeStream, speaksRtsp } from '../../../gate-agent/self-test/rtsp.ts'

const left: (() => unknown)[] = []
afterEach(async () => {
  for (const end of left.splice(0)) await end()
})

const match = (probe: string, addresses: string) => `<?xml version="1.0"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"><SOAP-ENV:Header>
<wsa:RelatesTo>${probe}</wsa:RelatesTo></SOAP-ENV:Header><SOAP-ENV:Body><d:ProbeMatches><d:ProbeMatch>
<d:XAddrs>${addresses}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>`

/** A camera on UDP, which answers a probe with these texts. */
async function camera(answers: (probe: string) => string[]): Promise<{ address: string; port: number }> {
  const socket: Socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) => {
    const [, probe = ''] = /<w:MessageID>([^<]+)</.exec(message.toString()) ?? []
    expect(message.toString()).toContain('dn:NetworkVideoTransmitter')
    for (const answer of answers(probe)) socket.send(answer, port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  left.push(() => socket.close())
  return { address: '127.0.0.1', port: socket.address().port }
}

describe('cameras in the network', () => {
  test('that answer the probe are found, each once; an answer to another probe is none', async () => {
    const at = await camera((probe) => [
      match(probe, 'http://192.168.1.64/onvif/device_service http://[fe80::1]/onvif/device_service'),
      match(probe, 'http://192.168.1.64:8080/onvif/device_service'),
      match('urn:uuid:0', 'http://192.168.1.66/onvif/device_service'),
      match(probe, `http://192.168.1.67/${'x'.repeat(20_000)}`),
      'xin chào'
    ])
    expect(await findCameras(500, at)).toEqual([{ host: '192.168.1.64' }])
  })

  test('that are not there are not found', async () => {
    expect(await findCameras(200, await camera(() => []))).toEqual([])
  })

  test('an answer is read without believing its XML', () => {
    const hosts = (addresses: string) => hostsIn(match('urn:uuid:1', addresses), 'urn:uuid:1')
    expect(hosts('javascript:alert(1) file:///etc/passwd http://camera.example.vn/ http://')).toEqual([])
    expect(hosts('https://10.0.0.9/a\n  http://10.0.0.9/b')).toEqual(['10.0.0.9'])
    expect(hosts('&xxe; http://10.0.0.9/')).toEqual(['10.0.0.9'])
    expect(hostsIn('<RelatesTo>', 'urn:uuid:1')).toEqual([])
    expect(hostsIn('', 'urn:uuid:1')).toEqual([])
  })
})

/** A peer on TCP that answers a whole request with this, or hangs up; returns its port and what it was asked. */
async function peer(answer: string | null) {
  const asked: string[] = []
  const server: Server = createServer((socket) => {
    let request = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      request += chunk.toString()
      if (!request.endsWith('\r\n\r\n')) return
      asked.push(request)
      if (answer === null) socket.destroy()
      else socket.write(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  left.push(() => new Promise((resolve) => server.close(resolve)))
  const { port } = server.address() as AddressInfo
  return { port, asked, url: (path = '1', access = '') => `rtsp://${access}127.0.0.1:${port}/${path}` }
}

const says = async (url: string) => {
  const { state, says } = await checkStream('cong-1b', url)
  return [state, says]
}

describe('the RTSP address of a camera', () => {
  test('is asked for its stream, and its password stays here', async () => {
    const { url, asked } = await peer('RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n')
    expect(await says(url('Streaming/1?a=1', 'xem:kin-dao@'))).toEqual([
      'good',
      expect.stringContaining('cho luồng')
    ])
    expect(asked[0]).toMatch(/^DESCRIBE rtsp:\/\/127\.0\.0\.1:\d+\/Streaming\/1\?a=1 RTSP\/1\.0\r\n/)
    expect(asked[0]).not.toContain('kin-dao')
  })

  test('that wants a password is there; one is missing where the address has none', async () => {
    const { url } = await peer('RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm="x"\r\n\r\n')
    expect(await says(url('1', 'xem:kin-dao@'))).toEqual(['good', expect.stringContaining('đòi mật khẩu')])
    expect(await says(url())).toEqual(['bad', expect.stringContaining('ghi tên và mật khẩu')])
  })

  test('of another stream, another machine, or nobody', async () => {
    const gone = await peer('RTSP/1.0 404 Not Found\r\n\r\n')
    expect(await says(gone.url())).toEqual(['bad', expect.stringContaining('không có luồng ấy')])
    const web = await peer('HTTP/1.1 400 Bad Request\r\n\r\n')
    expect(await says(web.url())).toEqual(['bad', expect.stringContaining('không phải camera RTSP')])
    const silent = await peer(null)
    expect(await says(silent.url())).toEqual(['bad', expect.stringContaining('không có camera')])
    expect(await says('rtsp://127.0.0.1:1/')).toEqual(['bad', expect.stringContaining('không có camera')])
    const busy = await peer('RTSP/1.0 503 Service Unavailable\r\n\r\n')
    expect(await says(busy.url())).toEqual(['unsure', expect.stringContaining('trả lời 503')])
  })

  test('a peer that says nothing, or too much, is given up', async () => {
    expect(await describeStream((await peer('')).url(), 200)).toBe('silent')
    expect(await describeStream((await peer('x'.repeat(9_000))).url(), 60_000)).toBe('other')
  })

  test('a camera that was found is asked whether it speaks RTSP', async () => {
    const { port, asked } = await peer('RTSP/1.0 200 OK\r\nPublic: OPTIONS, DESCRIBE\r\n\r\n')
    expect(await speaksRtsp('127.0.0.1', port)).toBe(200)
    expect(asked[0]).toMatch(/^OPTIONS rtsp:\/\/127\.0\.0\.1:\d+\/? RTSP\/1\.0\r\n/)
  })
})
