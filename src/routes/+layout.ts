import { learn } from '#lib/i18n/text.ts'

export const ssr = false
export const prerender = false

/** The chosen language is there before the first word is drawn; where it cannot be had, Vietnamese is. */
export async function load() {
  if (localStorage.getItem('language') === 'en') await learn('en').catch(() => {})
}
