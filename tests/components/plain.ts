/** Returns words as matchers read a page: a space that breaks no line is a space. */
export const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
