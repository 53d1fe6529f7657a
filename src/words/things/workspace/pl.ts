/** Obiekty miasta w miejscu pracy, po polsku. */
import type { Shape } from '../../catalogue.ts'
import type en from './en.ts'

const pl: Shape<typeof en> = {
  title: 'Obiekty miasta',
  lead: 'Latarnie, szafy, liczniki, budynki: co jest, gdzie, czyje i w jakim stanie.',
}
export default pl
