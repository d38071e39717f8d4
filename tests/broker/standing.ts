import type { MqttClient } from 'mqtt'

/** Waits for an answer on a connection; rejects when the connection falls, for then none will come. */
export function standing<T>(client: MqttClient, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const fallen = () => reject(new Error('the connection has fallen'))
    client.once('close', fallen)
    answer.then(resolve, reject).finally(() => client.off('close', fallen))
  })
}
