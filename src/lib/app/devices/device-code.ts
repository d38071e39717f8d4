export { deviceCode } from '#lib/domain/devices/device-code.ts'
