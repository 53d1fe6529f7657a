/** Polish, joined from its areas. */
import type { Catalogue } from './en.ts'
import doors from './doors/pl.ts'
import shell from './shell/pl.ts'
import ui from './ui/pl.ts'
import units from './units/pl.ts'

const pl: Catalogue = { doors, shell, ui, units }

export default pl
