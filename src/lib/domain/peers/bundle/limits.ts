/** Bounds a bundle, so that a phone of 2 GB takes none that it could not hold. */
export const bundleLimits = {
  facts: 5_000,
  boxes: 64,
  /** UTF-8 bytes, as JSON, of all facts that a giver chooses: they come to less in a bundle. */
  chosenBytes: 5.25 * 1024 * 1024,
  /** Bytes before compression. */
  contents: 8 * 1024 * 1024,
  /** Bytes of the whole file: what is compressed already grows a little. */
  file: 8 * 1024 * 1024 + 64 * 1024,
  /** Letters of all texts and ids in its facts. */
  letters: 16 * 1024 * 1024,
  /** Parts of all bodies. */
  nodes: 4_000_000
}
