import type { GateSmsWords } from './sms-vi.ts'

export const sms: GateSmsWords = {
  title: 'Text the gate',
  close: 'Text the gate to close',
  ask: 'Ask how the gate stands',
  text: 'Without data a text message can still close it, at the price of an ordinary one. It holds for 2 minutes. The gate answers by text message.',
  prepared: {
    CLOSE: (at, until) =>
      `A text to close was prepared at ${at} and is NOT sent. Press send in your messages before ${until}. Whether it closed, the gate's own text will say.`,
    ALARM: (at, until) =>
      `A text with the alarm was prepared at ${at} and is NOT sent. Press send in your messages before ${until}. Whether the gate closed and the commune has it, texts will say.`,
    QUERY: (at, until) =>
      `A question was prepared at ${at} and is NOT sent. Press send in your messages before ${until}, then wait for the gate's text.`
  },
  over: (at) =>
    `The text prepared at ${at} holds no more. If it was not sent, drop it and prepare another. If it was, wait for the gate's text.`,
  reopen: 'Open the prepared text again',
  failed: 'The text could not be prepared. Please call, or close by hand by the steps below.',
  set: 'Text number of the gate',
  setText:
    'The number of the SIM in the modem at the gate. With it, whoever may close the gate can text it when data fail. Left empty, no texts are used.'
}
