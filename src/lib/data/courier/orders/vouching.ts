import type { Envelope } from '#lib/domain/fact.ts'
import { rootAccount, serverAccount } from '#lib/domain/roles.ts'

/**
 * Tells whether facts of a directory may prove a server's word that came before them: a restored directory brings them in any
 * order.
 */
export const isVouching = ({ type, by }: Pick<Envelope, 'type' | 'by'>): boolean =>
  by === rootAccount ||
  (by === serverAccount && (type === 'directory.device-enrolled' || type === 'directory.device-introduced'))
