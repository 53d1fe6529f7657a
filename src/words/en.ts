/** English, joined from its areas. Its messages are the type that the other languages must fill. */
import type { Keys, Shape } from './catalogue.ts'
import doors from './doors/en.ts'
import identity, { errors as identityErrors } from './identity/en.ts'
import shell from './shell/en.ts'
import ui from './ui/en.ts'
import units from './units/en.ts'

const en = { doors, errors: { identity: identityErrors }, identity, shell, ui, units }

export default en
export type Catalogue = Shape<typeof en>
export type Key = Keys<Catalogue>
