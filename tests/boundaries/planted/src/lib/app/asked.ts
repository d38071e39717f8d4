export const asked = async () => (await import('../domain/hui/lunar.ts')).lunar
