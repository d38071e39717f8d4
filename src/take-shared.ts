import { keepShared } from './shared-file.ts'

/** Names the path to which the phone's share sheet posts. Only the service worker answers there: what is shared goes to no server. */
export const sharedPath = '/shared'

/**
 * Takes what the share sheet hands over and leads to the page that shows it, once the PIN is given: a file that is no
 * picture to where bundles are taken in, anything else to the inbox. @param receive seals it; returns why it was not kept
 */
export async function takeShared(
  request: Request,
  receive: (form: FormData) => Promise<string | null>
): Promise<Response> {
  const form = await request.formData().catch(() => null)
  const bundle = form?.getAll('file').find((part) => part instanceof File && !isPicture(part))
  if (bundle instanceof File) return keepShared(bundle)
  const lost = form ? await receive(form).catch(() => 'failed') : 'failed'
  return Response.redirect(lost ? `${sharedPath}?lost=${lost}` : sharedPath, 303)
}

const isPicture = ({ type }: File) => type.startsWith('image/')
