/** Coming in: links by mail, passkeys, logins elsewhere, in English. */
export const errors = {
  signInFresh:
    'For this you must have signed in within the last {minutes, number} minutes. Sign out, sign in again, and come back here.',
  nameMissing: 'Write the name that others may see.',
  noPassword: 'Your account has no password yet. Ask for a link that sets one.',
  badPasskey: 'This passkey was not accepted. Try again, or sign in another way.',
  unknownPasskey: 'This passkey does not open any account here. It may have been removed. Sign in another way.',
  passkeyExists: 'This device already has a passkey for your account.',
  tooManyPasskeys: 'An account can have at most {most, number} passkeys. Remove one first.',
  outsideOff: 'This city has not connected any outside login.',
  outsideFailed: 'The outside login did not work out. Try again, or sign in another way.',
  outsideTaken: 'This outside login is connected to another account already.',
}

export default {
  link: 'Send me a link',
  linkHint: 'We send you a link by e-mail. No password is needed.',
  withoutPassword: 'No password? Leave it empty: we send you a link by e-mail.',
  linkSent:
    'We sent a letter to this address. Open the link in it within {minutes, number} minutes. Nothing came? Look in the folder for unwanted mail.',
  otherWays: 'Other ways',
  intro: 'To vote, propose, follow and work. Reading needs no account.',
  newHere: 'New here?',
  signUp: 'Make an account',
  passkey: 'Sign in with a passkey',
  passkeyHint: 'With your fingerprint, face or the code of your device. No address, no password.',
  passkeyFailed: 'The passkey did not work. Try again, or sign in another way.',
  outside: 'Sign in with {name}',
  up: {
    title: 'Make an account',
    intro:
      'An account lets you vote, propose and follow. A first name is enough; others see it only where you write something.',
    name: 'Your name, as others may see it',
    button: 'Send me a link',
    already: 'You have an account? Sign in',
  },
  enter: {
    title: 'Sign in',
    titleNew: 'Your new account',
    as: 'You are about to sign in as {name} ({email}).',
    asNew: 'There is no account for {email} yet. Make one here.',
    notYou: 'If this is not you, close the page: nothing happens without the button.',
    button: 'Sign in',
    buttonNew: 'Make the account',
    password: 'A password, if you want one',
    passwordHint:
      'Leave it empty, and you come in by a link or a passkey. Otherwise at least {charsMin, number} characters.',
  },
  passkeys: {
    title: 'Passkeys',
    intro:
      'A passkey is kept by your phone, computer or security key. It replaces the password and the code, and cannot be phished.',
    none: 'You have no passkey yet.',
    add: 'Add a passkey',
    added: 'The passkey was added.',
    name: 'Name',
    nameOf: 'Name of the passkey',
    rename: 'Rename',
    renamed: 'The name was changed.',
    remove: 'Remove',
    removeNamed: 'Remove the passkey {name}',
    removed: 'The passkey was removed. Remove it from your device as well.',
    since: 'Since',
    used: 'Last used',
    never: 'never',
    synced: 'kept on several of your devices',
    device: 'on one device only',
    needsScript: 'Adding a passkey needs JavaScript in your browser.',
    failed: 'No passkey was added. Your device may have refused, or you took too long.',
    defaultName: 'Passkey of {date}',
  },
  logins: {
    title: 'Outside login',
    intro: 'You can sign in with {name}, once it is connected to this account.',
    connected: 'Connected since {date}.',
    connect: 'Connect {name}',
    disconnect: 'Disconnect',
    connectedDone: 'The outside login is connected.',
    disconnected: 'The outside login is no longer connected, and what it told us is deleted.',
    claims: 'What it told us about you',
    claimsHint: 'We keep only this, to check whether you may vote. It is renewed each time you sign in that way.',
    claimsNone: 'It told us nothing that we keep.',
    confirmTitle: 'Connect this login?',
    confirm:
      'You signed in with {name}. Connect that login to the account of {account}? From then on it opens this account.',
    confirmButton: 'Connect',
    confirmNot: 'No, leave it',
    first:
      'We know that login, but no account is connected to it yet. Sign in or make an account here; then you can connect it.',
  },
  setPassword: 'Your account has no password. To have one, ask for a link that sets it.',
  setPasswordButton: 'Ask for the link',
  fresh: 'Your account has no password. This works for {minutes, number} minutes after you sign in.',
  data: {
    title: 'Your data',
    intro: 'Everything that your account holds, as a file that programs can read (JSON).',
    button: 'Download',
  },
  mail: {
    knownSubject: 'Your link to Unia',
    known: `Somebody, probably you, asked for a link to sign in to Unia.

To sign in, open this link and press the button:

{link}

The link works once, for {minutes, number} minutes. If you did not ask, you need do nothing: without this letter nobody comes in.`,
    newSubject: 'Your account in Unia',
    new: `Somebody, probably you, gave this address to make an account in Unia.

To make it, open this link and press the button:

{link}

The link works once, for {minutes, number} minutes. If you did not ask, you need do nothing: there is no account without it.`,
    changedSubject: 'Signing in to Unia was changed',
    changed: `{what, select, passkeyAdded {A passkey was just added to your account in Unia.} passkeyRemoved {A passkey was just removed from your account in Unia.} outsideConnected {An outside login was just connected to your account in Unia.} other {An outside login was just disconnected from your account in Unia.}}

If it was you, you need do nothing. If it was not, sign in at once, end the sessions that you do not know, remove what is not yours, and tell an administrator of this city.`,
  },
}
