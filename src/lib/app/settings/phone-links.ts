/** Returns the link that calls that number. */
export const telOf = (number: string) => `tel:${number.replaceAll(' ', '')}`

/** Returns the link that opens a prepared text message to that number. */
export const smsOf = (number: string, text: string) =>
  `sms:${number.replaceAll(' ', '')}?body=${encodeURIComponent(text)}`
