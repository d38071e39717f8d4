import { learn } from '#lib/i18n/text.ts'

export const ssr = false
export const prerender = false

/** Fetches the chosen language before the first paint; Vietnamese if it cannot be fetched. */
export async function load() {
  if (localStorage.getItem('language') === 'en') await learn('en').catch(() => {})
}
