/** Stands for the codes on screens: no history looks through a camera. */
export function openQr(): never {
  throw new Error('a history has no camera')
}
