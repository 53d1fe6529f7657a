/** Passkeys in the browser: it asks the device, and the house for the question and whether the answer is good. */
import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
} from '@simplewebauthn/browser'

/** What the house refused, in words; or `failed`, where the device or the person did not go on. */
export type Outcome = 'done' | 'failed' | { detail: string }

async function ask(method: string, path: string, body: object = {}): Promise<unknown> {
  const headers = { 'content-type': 'application/json', 'accept-language': document.documentElement.lang }
  const answer = await fetch(`/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
  const said: unknown = answer.status === 204 ? undefined : await answer.json()
  if (answer.ok) return said
  throw new Refused((said as { detail?: string }).detail ?? '')
}

class Refused extends Error {}

const outcomeOf = (error: unknown): Outcome =>
  error instanceof Refused && error.message ? { detail: error.message } : 'failed'

export async function signInWithPasskey(): Promise<Outcome> {
  try {
    const optionsJSON = (await ask('POST', '/session/passkey/options')) as never
    await ask('POST', '/session/passkey', { response: await startAuthentication({ optionsJSON }) })
    return 'done'
  } catch (error) {
    return outcomeOf(error)
  }
}

export async function addPasskey(name: string, password: string): Promise<Outcome> {
  try {
    const optionsJSON = (await ask('POST', '/account/passkeys/options', {
      password,
    })) as PublicKeyCredentialCreationOptionsJSON
    await ask('POST', '/account/passkeys', { name, response: await startRegistration({ optionsJSON }) })
    return 'done'
  } catch (error) {
    return outcomeOf(error)
  }
}
