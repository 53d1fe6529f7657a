/** What SvelteKit is told about the house. */
import type { Lang } from '#words'
import type { Actor } from '#platform/actor'
import type { City } from '#lib/server/city.ts'

declare global {
  namespace App {
    interface Error {
      /** A refusal's sentence; empty where the status says enough. */
      message: string
      /** The request's number, to look it up in the logs. */
      id?: string
    }
    interface Locals {
      city: City
      actor: Actor
      address: string
      lang: Lang
      theme: 'light' | 'dark' | 'system'
      /** What stands at the head of every sheet when the page is printed. */
      running?: string
    }
  }
}
