import { isBundle } from './is-bundle.ts'
import { keepShared, takePage } from './shared-file.ts'

/** Names the path to which the phone's share sheet posts. Only the service worker answers there: what is shared goes to no server. */
export const sharedPath = '/shared'

/** Most files of one share in which a bundle is looked for. */
const mostSearched = 20

/**
 * Takes what the share sheet hands over and leads to the page that shows it, once the PIN is given: bundles to where they
 * are taken in, anything else to the inbox; where something was not kept the address says why.
 * @param receive seals it; returns why it was not kept
 */
export async function takeShared(
  request: Request,
  receive: (form: FormData) => Promise<string | null>
): Promise<Response> {
  const form = await request.formData().catch(() => null)
  if (!form) return lead(['failed'])
  const bundles = await bundlesIn(form)
  const lost: (string | null)[] = []
  for (const bundle of bundles) lost.push(await keepShared(bundle).catch(() => 'failed'))
  const isMore = bundles.length === 0 || hasMore(form, bundles)
  if (isMore) lost.push(await receive(form).catch(() => 'failed'))
  const why = [...new Set(lost)].filter((one) => one !== null)
  return isMore || why.length > 0 ? lead(why) : Response.redirect(takePage, 303)
}

/** Takes the bundles out of what was shared. */
async function bundlesIn(form: FormData): Promise<File[]> {
  const files = form.getAll('file').filter((part) => part instanceof File)
  const bundles: File[] = []
  for (const file of files.filter(({ type }) => !type.startsWith('image/')).slice(0, mostSearched))
    if (await isBundle(file)) bundles.push(file)
  if (bundles.length === 0) return []
  form.delete('file')
  for (const file of files) if (!bundles.includes(file)) form.append('file', file)
  return bundles
}

/** Tells whether anything came along with bundles; apps send a file's name as words. */
function hasMore(form: FormData, bundles: readonly File[]): boolean {
  const isName = (words: string) => bundles.some(({ name }) => words !== '' && name.startsWith(words))
  return [...form.values()].some((part) =>
    part instanceof File ? part.size > 0 : part.trim() !== '' && !isName(part.trim())
  )
}

function lead(lost: readonly string[]): Response {
  const why = new URLSearchParams(lost.map((one) => ['lost', one]))
  return Response.redirect(lost.length > 0 ? `${sharedPath}?${why}` : sharedPath, 303)
}
