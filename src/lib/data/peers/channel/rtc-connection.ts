import { endpointIn, sdpOf, type PeerEndpoint } from '#lib/domain/peers/channel/endpoint.ts'
import type { PeerConnection, PeerLink } from '#lib/ports/peers.ts'
import { RtcLink } from './rtc-link.ts'

/** How long a browser may look for its own addresses, ms: without ICE servers it takes none. */
const gatheringMs = 5_000

/** Opens this phone's end; null where the browser has no data channels. */
export function openRtcConnection(): PeerConnection | null {
  return typeof RTCPeerConnection === 'undefined' ? null : new RtcConnection()
}

class RtcConnection implements PeerConnection {
  // No ICE servers: nobody else may learn of it, and there may be no network beyond the Wi-Fi.
  readonly #rtc = new RTCPeerConnection({ iceServers: [] })
  // Both ends open the one channel themselves, so that a channel that the other end opens is nothing here.
  readonly #channel = this.#rtc.createDataChannel('records', { negotiated: true, id: 0, ordered: true })
  readonly #link = new RtcLink(this.#channel, () => this.close())
  #isClosed = false

  constructor() {
    // `disconnected` may still mend itself, and so may `failed` before the other end has begun.
    this.#rtc.addEventListener('connectionstatechange', () => {
      if (this.#rtc.connectionState === 'failed' && this.#link.hasOpened) this.close()
    })
  }

  async offer(): Promise<PeerEndpoint> {
    await this.#rtc.setLocalDescription(await this.#rtc.createOffer())
    return this.#gathered()
  }

  async answer(offer: PeerEndpoint): Promise<PeerEndpoint> {
    await this.#rtc.setRemoteDescription({ type: 'offer', sdp: sdpOf(offer, 'offer') })
    await this.#rtc.setLocalDescription(await this.#rtc.createAnswer())
    return this.#gathered()
  }

  accept(answer: PeerEndpoint): Promise<void> {
    return this.#rtc.setRemoteDescription({ type: 'answer', sdp: sdpOf(answer, 'answer') })
  }

  async opened(ms: number): Promise<PeerLink | null> {
    const timer = setTimeout(() => this.close(), ms)
    const isOpen = await this.#link.opened
    clearTimeout(timer)
    return isOpen ? this.#link : null
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#link.end()
    this.#rtc.close()
  }

  async #gathered(): Promise<PeerEndpoint> {
    const rtc = this.#rtc
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(done, gatheringMs)
      const look = () => rtc.iceGatheringState === 'complete' && done()
      rtc.addEventListener('icegatheringstatechange', look)
      look()
    })
    const endpoint = endpointIn(rtc.localDescription?.sdp ?? '')
    if (!endpoint) throw new Error('this browser describes its end otherwise')
    return endpoint
  }
}
