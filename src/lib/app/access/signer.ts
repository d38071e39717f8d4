export { signerOf } from '#lib/domain/directory/signer.ts'
