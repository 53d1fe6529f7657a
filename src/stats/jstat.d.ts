/** What the house uses of jStat, which brings no types. */
declare module 'jstat' {
  const jstat: { studentt: { inv(share: number, freedom: number): number } }
  export default jstat
}
