import type { HuiOwnWords } from './own-vi.ts'

export const huiOwn: HuiOwnWords = {
  title: 'My hụi',
  empty: 'No hụi line yet',
  emptyText:
    'Record a line, then each round: the phone reckons who pays what, and what to hand over. The book is on this phone alone, nobody else reads it.',
  due: 'Round due',
  collect: (code, k) => `${code} · round ${k}: still to collect`,
  collected: 'All of this round is collected',
  handTo: (name) => `Hand to ${name}`,
  handToNote: 'still to hand over, commission taken off',
  lines: 'My lines',
  post: {
    show: 'Message for the Zalo group',
    round: (code, k, day) => `${code}, round ${k}, ${day}`,
    payout: (name, money) => `${name} takes, and gets ${money}`,
    owing: 'Still to pay:',
    owes: (name, money) => `- ${name}: ${money}`,
    none: 'All have paid, thank you.'
  },
  handIn: {
    title: 'Hand this line in to an officer',
    text: 'The officer gets all records of this line and the names of its people, signed by this phone. No other line goes along. If this phone is lost, only what was handed in is left.',
    nobody: 'No officer’s phone is known yet',
    nobodyText: 'Sync once with a network, then open this page again.',
    nothing: 'Cannot be handed in: this line has no record, or that account does not read hụi.'
  },
  saved: 'Saved at once, on this phone alone; leaves it only by “Hand this line in to an officer”',
  copy: {
    title: 'A copy of my book',
    text: (count) =>
      `${count} records are on this phone alone. If it breaks, is lost or its PIN is forgotten, they are gone. Save a file and keep it elsewhere; whoever has it reads names and sums.`,
    save: 'Save a copy',
    name: 'my-hui-book',
    take: 'Bring my book back from a copy',
    takeText: 'On a new phone, or after a forgotten PIN, choose the file that was saved.',
    taken: (added, known) => `${added} records are back${known > 0 ? `, ${known} were here already` : ''}.`,
    refused: (count) => `${count} records were not taken: no phone of this account wrote them.`,
    none: 'This file is no copy of this account’s book.',
    failed: 'It could not be brought back. The book on this phone is as it was. Please try again.',
    leaving: (count) =>
      `Your own hụi book: ${count} records are on this phone alone. They are lost with the phone or its PIN. Save a copy before you sign out.`
  },
  declared: {
    title: 'Declared by hosts',
    text: (name) =>
      `${name} recorded it on their own phone and handed it in. It counts with nothing in the commune’s book, and replaces no officer’s record.`,
    begun:
      'Your own book, recorded on your own phone as a host. It counts with nothing in the commune’s book, and replaces no officer’s record.',
    hers: 'Only the host corrects this book. If something is wrong, ask the host, or record it in the commune’s book.',
    same: 'What the host handed in agrees with this book in the rounds that both have.',
    terms: 'What the host handed in differs from this book in the line’s agreement.',
    rounds: (rounds) => `What the host handed in differs from this book in round ${rounds}. To be compared.`,
    theirs: 'See what the host handed in',
    ours: 'See the commune’s book'
  }
}
