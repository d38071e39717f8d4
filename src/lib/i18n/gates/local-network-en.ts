import type { LocalWords } from './local-network-vi.ts'

export const local: LocalWords = {
  title: 'Network at the gate',
  text: 'Without a signal this phone can reach the gate over the Wi-Fi beside it. Commands are signed and logged as ever.',
  address: 'Address at the gate',
  addressHint: 'For example: wss://gate1:8883',
  addressWrong: 'Not saved, what you typed stays. An address looks like wss://name:port.',
  save: 'Save the address',
  saved: 'Saved on this phone; others get it when they sync.',
  none: 'This gate has no address of its own yet',
  noneText: 'The commander writes it down when the unit at the gate is installed.',
  try: 'Allow and try',
  tryText:
    'Stand at the gate, join its Wi-Fi, then press. When the phone asks, choose Allow. The gate does not move for this.',
  trying: 'Trying…',
  works: 'It works. Without a signal the gate can be commanded over the network beside it.',
  silent: 'The gate was not heard. Check its Wi-Fi, then try again.',
  denied:
    'This phone blocks the local network. Tap the icon beside the address → Permissions → Local network → Allow.',
  go: 'Command over the network at the gate',
  goText: 'Stand near it, with its Wi-Fi on.',
  notAsked:
    'This phone has not been allowed to use the network at the gate. Call now, or close by hand by the steps below.',
  notNow:
    'This phone blocks the network at the gate, so it cannot reach it. Call now, or close by hand by the steps below.',
  allowEarly: 'This phone may not yet reach the gate directly when there is no signal.',
  allow: 'Look and allow',
  on: 'Directly at the gate, past the commune’s network.',
  back: 'Back to the usual way',
  household: (name) => `Call the key household: ${name}`,
  householdSms: 'Text the key household'
}
