/** Codes that go by post: a list of names and addresses comes in, letters go out to be printed, and hashes stay. */
import { demand, type Actor } from '#platform/actor'
import type { Edition } from '../budgets/types.ts'
import type { Needs, Note } from './needs.ts'
import { entitledOf, readPeople, type Needs as Asked, type Read } from './register.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { LETTERS_MAX, NAME_CHARS_MAX, ADDRESS_CHARS_MAX, type Letters, type RowError } from './types.ts'

type Addressee = {
  name: string
  address: string
  identifier?: string
  born: string
  pool?: string
  needsConsent: boolean
}

/** By what a person is known again: the register's number, or else what a declaration of the same person says. */
const knownBy = ({ identifier, name, address, born }: Addressee) =>
  rules.personText(identifier ?? rules.declaredAs(name, address, born))

/** Where the register is a way too, its number is needed: nobody votes once by each. */
function readAddressees(file: Uint8Array, { vote }: Edition, asked: Asked): Promise<Read<Addressee>> {
  const must = ['name' as const, 'address' as const, ...(vote.ways.includes('register') ? ['id' as const] : [])]
  const seen = new Set<string>()
  return readPeople(file, asked, {
    ...{ must, most: LETTERS_MAX },
    row(cell): Addressee | RowError['problem'] | undefined {
      const [name, address, identifier, born] = [cell('name'), cell('address'), rules.normalised(cell('id')), cell('born')]
      if (name === '' || name.length > NAME_CHARS_MAX) return 'nameMissing'
      if (address === '' || address.length > ADDRESS_CHARS_MAX) return 'addressMissing'
      if (identifier === '' && must.includes('id')) return 'idMissing'
      const rest = entitledOf(born, cell('district'), asked)
      if (typeof rest !== 'object') return rest
      const row = { name, address, born, ...(identifier && { identifier }), ...rest }
      const known = knownBy(row)
      if (seen.has(known)) return 'idTwice'
      seen.add(known)
      return row
    },
  })
} // prettier-ignore

export function createLetters({ db, ids, budgets, signer }: Needs, note: Note) {
  return {
    /** One error, and no code is made. Throws what `readRegister` throws, `participation.wayOff`. */
    async writeLetters(actor: Actor, code: string, file: Uint8Array): Promise<Letters> {
      demand(actor, 'participation.organise')
      const edition = await budgets.edition(code, actor)
      rules.demandWay(edition, 'code')
      const districts = edition.sections.some(({ choice }) => choice === 'residence')
      const asked = { ages: rules.ageRuleOf(edition), districts, poolOf: rules.poolByName(edition) }
      const { rows, tooYoung, errors, errorCount } = await readAddressees(file, edition, asked)
      if (errorCount > 0) return { letters: [], tooYoung, errors, errorCount }
      const codes = rows.map(() => rules.codeOf(Buffer.from(ids.token(rules.codeOf.BYTES), 'base64url')))
      const keys = await signer.personKeys(code, rows.map(knownBy)) // prettier-ignore
      const hashes = await signer.personKeys(code, codes.map(rules.codeText)) // prettier-ignore
      const entries = rows.map(({ pool, needsConsent }, i) => ({ personKey: keys[i]!, pool, needsConsent }))
      const series = ids.uuid()
      await db.transaction().execute(async (tx) => {
        await store.addCodes(tx, code, series, entries, hashes)
        await note(tx, actor, 'letters.made', code, { series, count: rows.length })
      })
      const letters = rows.map(({ name, address }, i) => ({ name, address, code: codes[i]! }))
      return { letters, tooYoung, errors, errorCount }
    },
  }
}
