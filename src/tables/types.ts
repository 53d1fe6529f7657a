/** The nouns of table files that every part speaks of. */

/** Anything that yields the file's bytes: a path, the bytes themselves, or a stream of them. */
export type Source = string | Uint8Array | AsyncIterable<Uint8Array>

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1250' | 'iso-8859-2'
export const DELIMITERS = [';', '\t', ',', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]
export type Decimal = ',' | '.'

/** The beginning of a file, enough to judge the rest by; `rest` gives what follows. */
export type Head = { bytes: Uint8Array; whole: boolean; rest: AsyncIterable<Uint8Array> }
