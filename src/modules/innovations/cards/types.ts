/** A card: what people write for everybody to read, as its versions; the newest holds, the others stay. */
import { z } from 'zod'
import { LANGS } from '#words'

export const KINDS = ['practice', 'event', 'team'] as const
export type Kind = (typeof KINDS)[number]
export type Card<Content> = Content & { id: string; version: number; at: Date; by: string; grounds: string }

export const text = (most: number) => z.string().trim().min(1).max(most)
/** In at least one language. */
export const said = (most: number) =>
  z.partialRecord(z.enum(LANGS), text(most)).refine((texts) => Object.keys(texts).length > 0)
/** Longitude, latitude. */
export const Place = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
