import { goto } from '$app/navigation'
import { openPage, tappedPage } from '../../tapped-page.ts'

/** A tapped notification leads an open app to its page, where a locked one arrives once it is unlocked. Gives back how to end that. */
export function leadWhereTapped(): () => void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  const lead = ({ data }: MessageEvent) => {
    if (data?.type === openPage) void goto(tappedPage(data.page))
  }
  workers?.addEventListener('message', lead)
  return () => workers?.removeEventListener('message', lead)
}
