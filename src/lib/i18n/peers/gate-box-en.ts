import type { GateBoxWords } from './gate-box-vi.ts'

/** See the Vietnamese words. */
export const gateBox: GateBoxWords = {
  open: 'Leave at a gate',
  title: 'Leave at a gate',
  text: 'The machine at the gate keeps sealed parcels and sends them to the server once it has a signal. Only the server opens them. What it could not send is dropped after 7 days; the records stay on this phone.',
  whom: 'At which gate are you?',
  wifi: 'Turn on the gate’s Wi-Fi, then tap.',
  none: 'No gate has a box yet',
  noneText: 'The commander writes its address on the gate’s page, under Network at the gate.',
  stages: {
    connecting: () => 'Connecting to the box…',
    sealing: () => 'Sealing…',
    leaving: (done, of) => `Leaving parcel ${done + 1}/${of}…`,
    taking: (done, of) => `Taking parcel ${done + 1}/${of} along…`
  },
  silent: 'The box does not answer yet; this phone keeps trying. Stand near the gate and turn on its Wi-Fi.',
  progress: 'Progress',
  left: (name) => `Left at the box of ${name}, which waits for a signal`,
  leftNote: (records, boxes) =>
    records > 0 ? `${records} records, photos · ${boxes} sealed parcels` : `${boxes} sealed parcels`,
  leftAt: (when) => `Left ${when}`,
  nothing: 'Nothing waits on this phone',
  unleft: (boxes) => `${boxes} parcels could not be left`,
  taken: (boxes) => `${boxes} more sealed parcels taken along; they go when there is a signal`,
  problems: {
    BOX_FULL: 'The box at the gate is full. The records stay on this phone.',
    YOURS_FULL: 'The box holds many parcels of this phone already. The records stay on this phone.',
    TOO_OFTEN: 'This phone has left very much just now. The records stay here; leave them again in an hour.',
    DISK_FULL: 'The disk of the machine at the gate is full. Tell whoever looks after it.',
    OTHER_SERVER: 'This phone or the box does not know the server’s new key. Sync once, then leave again.',
    BAD_BOX: 'A parcel was not whole and was not taken. Try again.',
    STRANGER:
      'The box takes no parcel of a phone that is not approved. It stays here and goes when there is a network.',
    GONE: 'The parcel is not in the box any more.',
    DENIED:
      'This phone blocks the local network. Tap the icon beside the address → Permissions → Local network → Allow.',
    UNREACHABLE: 'The box cannot be reached. Stand near the gate, turn on its Wi-Fi and try again.',
    REVOKED: 'The box does not take this phone: it is not approved, or was stopped. Tell the commander.',
    NOT_ALLOWED: 'The box at this gate is not open to phones. Tell whoever set the machine up.'
  },
  problem: 'The box at the gate did not take it. The records stay on this phone. Try again.'
}
