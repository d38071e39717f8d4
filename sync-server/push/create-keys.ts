import webPush from 'web-push'

/** `npm run push-keys`: a new pair as the lines of an environment file. A new pair silences every phone that knew the old one. */
const { publicKey, privateKey } = webPush.generateVAPIDKeys()
console.log(`VAPID_PUBLIC_KEY=${publicKey}\nVAPID_PRIVATE_KEY=${privateKey}\nVAPID_SUBJECT=mailto:`)
