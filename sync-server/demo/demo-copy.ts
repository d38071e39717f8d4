/** The file in the data folder from which the demo's host brings her own book to the phone on which she signs in. */
export const demoCopy = 'so-hui-ba-hue.jsonl'
