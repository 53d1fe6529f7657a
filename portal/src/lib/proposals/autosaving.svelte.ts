/**
 * Saving a draft while it is written. Every change is written down on this device at once and sent when the writer pauses; what
 * could not be sent goes when the connection is back. Where another author saved meanwhile, the writer chooses.
 */
type Fields = [name: string, value: string][]
type Change = { field: string; now: string }
type Limits = { most: string; least: string; over: string } | undefined
export type Standing = { lacks: never[]; total: string; limits: Limits }
type Kept = { kept: number; at: string; standing: Standing }
type Refused = { errors: { message: string }[]; revision?: number; theirs?: Change[] }

const QUIET_MS = 1_500
const AGAIN_MS = 8_000
const TOUCHES = ['input', 'change', 'click', 'keyup'] as const

type Opened = {
  id: string
  revision: number
  values: Record<string, string>
  isAgain: boolean
  onkept: (standing: Standing) => void
}

export class Autosaving {
  is = $state<'ready' | 'saving' | 'saved' | 'offline' | 'failed' | 'conflict'>()
  at = $state('')
  /** What the house said to it; where it said nothing, `because`. */
  why = $state<string>()
  because = $state<'offline' | 'signedOut'>('offline')
  restored = $state(false)
  theirs = $state<Change[]>([])

  #form!: HTMLFormElement
  #key = ''
  #revision = 0
  #saved = ''
  /** What is on this device alone, where another author saved since. */
  #mine: Fields | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #sending: Promise<boolean> | undefined
  #through: EventTarget | undefined
  #onkept: (standing: Standing) => void = () => {}

  /**
   * Begins with this form; what comes back ends it. `values` are those that the house keeps: what was typed before the page's
   * script came differs from them, and so does what was sent and refused, which waits for the writer (`isAgain`).
   */
  open(form: HTMLFormElement, { id, revision, values, isAgain, onkept }: Opened): () => void {
    this.#form = form
    this.#key = `unia-draft:${id}`
    this.#revision = revision
    this.#onkept = onkept
    this.#saved = textOf(this.#read().map(([name]) => [name, values[name] ?? '']))
    // After whatever else listens has put its value in.
    const soon = () => void setTimeout(() => this.#touched(), 0)
    const back = () => this.#isDirty() && this.#later(0)
    const sent = (event: SubmitEvent) => void this.#before(event)
    for (const event of TOUCHES) form.addEventListener(event, soon)
    document.addEventListener('submit', sent)
    addEventListener('online', back)
    this.is = 'ready'
    if (isAgain) localStorage.removeItem(this.#key)
    else if (this.#isDirty()) this.#touched()
    else this.#restore()
    return () => {
      clearTimeout(this.#timer)
      document.removeEventListener('submit', sent)
      removeEventListener('online', back)
    }
  }

  keepMine(): void {
    if (this.#mine) this.#put(this.#mine)
    this.#mine = undefined
    this.is = 'ready'
    void this.#save()
  }
  takeTheirs(): void {
    localStorage.removeItem(this.#key)
    location.reload()
  }

  #read(): Fields {
    const all = [...new FormData(this.#form)] as [string, FormDataEntryValue][]
    return all.flatMap(([name, value]) => (name === 'revision' || typeof value !== 'string' ? [] : [[name, value]]))
  }
  #isDirty = () => textOf(this.#read()) !== this.#saved

  #put(fields: Fields): void {
    for (const [name, value] of fields) {
      const field = this.#form.elements.namedItem(name)
      if (field && 'value' in field && field.value !== value) field.value = value
    }
  }

  #later(ms = QUIET_MS): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(), ms)
  }

  #touched(): void {
    if (this.is === 'conflict' || !this.#isDirty()) return
    try {
      localStorage.setItem(this.#key, JSON.stringify({ revision: this.#revision, fields: this.#read() }))
    } catch {
      // A device that keeps nothing still saves while there is a connection.
    }
    this.#later()
  }

  /** One at a time. False where it could not be kept. */
  async #save(): Promise<boolean> {
    clearTimeout(this.#timer)
    if (this.#sending) await this.#sending
    if (this.is === 'conflict') return false
    if (!this.#isDirty()) return true
    this.#sending = this.#send()
    const isKept = await this.#sending
    this.#sending = undefined
    return isKept
  }

  async #send(): Promise<boolean> {
    const fields = this.#read()
    this.is = 'saving'
    try {
      const body = JSON.stringify([...fields, ['revision', String(this.#revision)]])
      const headers = { 'content-type': 'application/json', accept: 'application/json' }
      const answer = await fetch(location.pathname, { method: 'PUT', headers, body })
      const said: unknown = await answer.json()
      return answer.ok ? this.#kept(said as Kept, fields) : this.#refused(answer.status, said as Refused)
    } catch {
      this.is = 'offline'
      this.#later(AGAIN_MS)
      return false
    }
  }

  #kept({ kept, at, standing }: Kept, fields: Fields): true {
    this.#revision = kept
    this.#form.querySelector<HTMLInputElement>('[name=revision]')!.value = String(kept)
    this.#saved = textOf(fields)
    this.is = 'saved'
    this.at = at
    this.restored = false
    this.#onkept(standing)
    if (this.#isDirty()) this.#touched()
    else localStorage.removeItem(this.#key)
    return true
  }

  #refused(status: number, data: Partial<Refused>): false {
    if (data.theirs) {
      this.#clash(data.theirs, data.revision ?? this.#revision)
      return false
    }
    this.is = 'failed'
    this.because = status === 401 ? 'signedOut' : 'offline'
    this.why = data.errors?.[0]?.message
    return false
  }

  #clash(theirs: Change[], newest: number, mine?: Fields): void {
    this.is = 'conflict'
    this.theirs = theirs
    this.#mine = mine
    this.#revision = newest
  }

  /** What was left on this device is put back, or, where another author saved since, asked about. */
  #restore(): void {
    const left = this.#left()
    if (!left || textOf(left.fields) === this.#saved) return localStorage.removeItem(this.#key)
    if (left.revision === this.#revision) {
      this.#put(left.fields)
      this.restored = true
      return this.#later(0)
    }
    const now = Object.fromEntries(this.#read()) as Record<string, string | undefined>
    const named = (name: string) => this.#form.querySelector(`label[for="${CSS.escape(name)}"]`)?.firstChild?.textContent?.trim() // prettier-ignore
    const changes = left.fields.flatMap(([name, value]) => (now[name] === value ? [] : [{ field: named(name) ?? '', now: now[name] ?? '' }])) // prettier-ignore
    this.#clash(changes.filter(({ field }) => field !== ''), this.#revision, left.fields) // prettier-ignore
  }
  #left(): { revision: number; fields: Fields } | undefined {
    try {
      return (
        (JSON.parse(localStorage.getItem(this.#key) ?? 'null') as { revision: number; fields: Fields }) ?? undefined
      )
    } catch {
      return undefined
    }
  }

  /** Whatever else is sent from this page comes after what is written. */
  async #before(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement
    if (this.#through === form) return
    if (form === this.#form) clearTimeout(this.#timer)
    if (!this.#sending && (form === this.#form || !this.#isDirty())) return
    event.preventDefault()
    const { submitter } = event
    if (form === this.#form) await this.#sending
    else if (!(await this.#save())) return
    this.#through = form
    form.requestSubmit(submitter)
  }
}

const textOf = (fields: Fields): string => JSON.stringify(fields)
