/**
 * The conversation with one OpenID Connect provider, by openid-client: code flow with PKCE, state and nonce. All its requests
 * go through the house's guarded client.
 */
import * as oidc from 'openid-client'
import type { OidcConfig } from '#platform/config'
import type { Net } from '#platform/net'

const ANSWER_BYTES_MAX = 500_000
const CLAIM_CHARS_MAX = 500

/** What is kept between the way there and the way back. */
export type Round = { state: string; nonce: string; verifier: string }
export type Told = { subject: string; claims: Record<string, string> }

export function createOpenid(config: OidcConfig, net: Pick<Net, 'fetch'>, redirectUri: string) {
  let found: Promise<oidc.Configuration> | undefined

  const guarded: oidc.CustomFetch = async (url, { method, headers, body, signal }) => {
    const sent = body instanceof URLSearchParams ? String(body) : (body as string | undefined)
    const answer = await net.fetch(url, {
      ...{ method: method as 'GET' | 'POST', headers, body: sent ?? undefined, signal: signal ?? undefined },
      maxBytes: ANSWER_BYTES_MAX,
    })
    const plain = Object.entries(answer.headers).filter(([name]) => !/^content-(encoding|length)$/.test(name))
    const bodiless = [204, 205, 304].includes(answer.status)
    return new Response(bodiless ? null : new Uint8Array(answer.body), {
      ...{ status: answer.status, headers: plain.map(([name, value]) => [name, String(value)] as [string, string]) },
    })
  }

  /** What the provider says of itself, asked once; again where it did not answer. */
  async function provider(): Promise<oidc.Configuration> {
    // Whether plain HTTP will do is for the guarded client to say.
    const execute = config.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
    found ??= oidc.discovery(new URL(config.issuer), config.clientId, config.clientSecret, undefined, {
      ...{ [oidc.customFetch]: guarded, execute },
    })
    try {
      return await found
    } catch (error) {
      found = undefined
      throw error
    }
  }

  return {
    /** Where to send the browser. */
    async authorization({ state, nonce, verifier }: Round): Promise<string> {
      const code_challenge = await oidc.calculatePKCECodeChallenge(verifier)
      return oidc.buildAuthorizationUrl(await provider(), {
        ...{ redirect_uri: redirectUri, scope: config.scope, state, nonce },
        ...{ code_challenge, code_challenge_method: 'S256' },
      }).href
    },

    /** Who came back, and what of the claims is on the list. Throws where anything about the answer is not right. */
    async told(search: string, { state, nonce, verifier }: Round): Promise<Told> {
      const there = await provider()
      const tokens = await oidc.authorizationCodeGrant(there, new URL(redirectUri + search), {
        ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      })
      const known = tokens.claims()!
      const more = there.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(there, tokens.access_token, known.sub)
        : {}
      return { subject: known.sub, claims: allowed({ ...more, ...known }, config.claims) }
    },
  }
}

/** The claims on the list that are plain values, as text. */
export function allowed(claims: Record<string, unknown>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = Object.hasOwn(claims, name) ? claims[name] : undefined
      const isPlain = ['string', 'number', 'boolean'].includes(typeof value)
      return isPlain ? [[name, String(value).slice(0, CLAIM_CHARS_MAX)]] : []
    }),
  )
}
