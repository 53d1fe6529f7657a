/** V8 cuts strings as views: a kept field of a dozen characters would keep 256 kB alive. */
export function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
