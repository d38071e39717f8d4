import type { Envelope } from '#lib/domain/fact.ts'
import type { PeerEndpoint } from '#lib/domain/peers/channel/endpoint.ts'
import type { BundleContents } from '#lib/domain/peers/bundle/contents.ts'
import type { UnopenedBundle } from '#lib/domain/peers/refusals.ts'
import type { BundleStatement } from '#lib/domain/peers/statement.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import type { PeerCard } from '#lib/domain/peers/card/card.ts'
import type { GateBoxes } from './outbox.ts'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { PinnedRoots, Signer } from './keys.ts'
import type { Store } from './store.ts'

/** A channel between two phones: what one sends, the other gets in that order, whole, or the channel breaks. */
export interface PeerLink {
  /** Resolves when there is room for more. @throws when the channel is over */
  send(piece: Uint8Array<ArrayBuffer>): Promise<void>
  /** Tells one listener of everything that has come and will come, and once of the end. */
  listen(listener: { piece(bytes: Uint8Array<ArrayBuffer>): void; over(): void }): void
  close(): void
}

/** This phone's end of a connection in one Wi-Fi; no server takes part. */
export interface PeerConnection {
  offer(): Promise<PeerEndpoint>
  answer(offer: PeerEndpoint): Promise<PeerEndpoint>
  /** Follows the answer to this phone's offer. */
  accept(answer: PeerEndpoint): Promise<void>
  /** Waits for the channel so many ms; null when it did not open, or was closed. */
  opened(ms: number): Promise<PeerLink | null>
  close(): void
}

/** A bundle as a carrier takes it, and the code that opens it. */
export interface SealedBundle {
  file: Uint8Array<ArrayBuffer>
  code: string
}

/** A bundle that a code has opened. Nothing in it is known to be true yet. */
export interface OpenedBundle {
  statement: BundleStatement
  /** Signed by the device that the statement names, if it is that. */
  text: string
  sig: string
  /** Unpacks it, once its sender is known; null when no phone packs so. */
  contents(): Promise<BundleContents | null>
}

/** A code as squares: rows of dark (true) and light ones, its quiet zone with it. */
export type QrSquares = readonly (readonly boolean[])[]

/** Says why no camera looks: its owner has not allowed it; it does not open now; the phone has none, or the page may never use it. */
export type CameraRefusal = 'denied' | 'in-use' | 'no-camera'

/** Ends what was begun. */
export interface Stoppable {
  stop(): void
}

/** Carries bytes from screen to camera. */
export interface QrCarrier {
  /** Draws a text: small capitals, digits and `$%*+-./:` and spaces come to the smallest code. */
  squaresOf(text: string): QrSquares
  /** Cuts bytes into packets of RaptorQ (RFC 6330), of which somewhat more than the bytes suffice, whichever they are. */
  packetsOf(bytes: Uint8Array<ArrayBuffer>, symbol: number): Promise<readonly Uint8Array[]>
  /** Returns the bytes of that size that such packets were cut from; null: these do not suffice. */
  bytesOf(
    size: number,
    symbol: number,
    packets: readonly Uint8Array[]
  ): Promise<Uint8Array<ArrayBuffer> | null>
  /**
   * Looks through the camera that faces away and shows what it sees. @param found is told the texts of the codes in a
   * picture, none too
   */
  look(
    screen: HTMLVideoElement,
    found: (texts: readonly string[]) => void
  ): Promise<Stoppable | CameraRefusal>
  /** Keeps the screen awake where the browser can. */
  keepAwake(): Stoppable
}

/** A card of this phone while it is on its screen. */
export interface ShownCard {
  /** Is what its code says. */
  spelled: string
  /** Is what of that the phone has signed. */
  text: string
  /** Opens a bundle that was sealed to it. */
  open(file: Blob): Promise<OpenedBundle | { code: UnopenedBundle }>
}

/** Makes bundles of what a phone has, opens those of others, and keeps what it carries for them. */
export interface Peers {
  readonly gateBoxes: GateBoxes
  readonly store: Pick<
    Store,
    'book' | 'carry' | 'held' | 'inState' | 'ofDevice' | 'stream' | 'streams' | 'withIds'
  >
  /** Signs as this phone. */
  readonly device: Signer
  /** The pinned root of each unit: by it the directory is judged. */
  readonly roots: PinnedRoots
  /** Packs and signs contents for an account of this unit. @param at Unix ms */
  seal(to: string, contents: BundleContents, at: number): Promise<SealedBundle>
  /** Packs and signs contents for the phone that showed a card: nothing else opens them. @param at Unix ms */
  sealToCard(card: PeerCard, contents: BundleContents, at: number): Promise<Uint8Array<ArrayBuffer>>
  /** Makes a card with a key of its own. @param at Unix ms */
  showCard(at: number): Promise<ShownCard>
  /** @throws when its code cannot be loaded now */
  openQr(): Promise<QrCarrier>
  open(file: Blob, code: string): Promise<OpenedBundle | { code: UnopenedBundle }>
  /** Seals facts to the server with that key. */
  box(facts: readonly Envelope[], key: PublicKey): Promise<SealedBox[]>
  /**
   * Keeps boxes for the courier, which brings them with its next exchange; each once, and so many of one phone.
   * @returns how many are new here
   */
  keepBoxes(boxes: readonly SealedBox[], from: Pick<BundleStatement, 'by' | 'device'>): Promise<number>
  /** Counts the boxes of others that wait here for a signal. */
  waitingBoxes(): Promise<number>
  /** Opens this phone's end of a channel; null where the browser has none. @throws when its code cannot be loaded now */
  connect(): Promise<PeerConnection | null>
  /** Returns a photo that lies here whole, without asking a server; null: it does not. */
  photo(home: PhotoHome, photo: Photo): Promise<Blob | null>
  /**
   * Keeps a photo that another phone handed over.
   * @param isCarried whether this account may bring it to the server: then the courier does
   * @returns false, and keeps nothing, when these are not the bytes that its fact names
   * @throws DOMException `QuotaExceededError` when the phone is full
   */
  keepPhoto(home: PhotoHome, photo: Photo, bytes: Blob, isCarried: boolean): Promise<boolean>
}
