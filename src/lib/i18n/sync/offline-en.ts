import type * as vi from './offline-vi.ts'

export const offline: typeof vi.offline = {
  coming: 'Being fetched for use without a network. Please stay connected a little longer.',
  ready: 'Without a network everything still opens and can be written.',
  unkept: 'This browser cannot keep the pages. Without a network please leave the app open; records are kept.'
}
