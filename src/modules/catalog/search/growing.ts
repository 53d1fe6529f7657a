/** A list of numbers that grows, without a JavaScript object for each. */

const BEGIN = 4

export class Numbers {
  list: Uint32Array
  length = 0

  constructor(capacity = BEGIN) {
    this.list = new Uint32Array(capacity)
  }

  push(value: number): void {
    if (this.length === this.list.length) {
      const wider = new Uint32Array(this.list.length * 2)
      wider.set(this.list)
      this.list = wider
    }
    this.list[this.length++] = value
  }
}
