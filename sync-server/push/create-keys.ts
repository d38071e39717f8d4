import webPush from 'web-push'

/** `npm run push-keys`: prints a new key pair as lines of an environment file. A new pair invalidates every subscription made with the old one. */
const { publicKey, privateKey } = webPush.generateVAPIDKeys()
console.log(`VAPID_PUBLIC_KEY=${publicKey}\nVAPID_PRIVATE_KEY=${privateKey}\nVAPID_SUBJECT=mailto:`)
