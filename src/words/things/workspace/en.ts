/** The city's things in the workspace, in English. */
export default {
  title: 'The city’s things',
  lead: 'Lamps, cabinets, meters, buildings: what there is, where, whose, and in what state.',
}
