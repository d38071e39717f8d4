import type { Photo } from '#lib/domain/photos/parts.ts'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { NotShown } from '#lib/ports/ports.ts'

/**
 * Returns the picture that a fact names, or the reason why it cannot be shown now. A picture that this very phone took
 * and that neither it nor the server has is lost.
 * @param device of the fact
 */
export async function openPhoto(
  notebook: Notebook,
  device: string | undefined,
  home: PhotoHome,
  photo: Photo
): Promise<Blob | { code: NotShown | 'lost' }> {
  const opened = await notebook.openPhoto(home, photo)
  const isLost = !(opened instanceof Blob) && opened.code === 'absent' && device === notebook.deviceId
  return isLost ? { code: 'lost' } : opened
}
