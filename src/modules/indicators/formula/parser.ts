/**
 * Reads a formula into a tree. The grammar:
 *
 *     sum     = product { ("+" | "-") product }
 *     product = signed { ("*" | "/") signed }
 *     signed  = { "-" } atom
 *     atom    = number | @indicator | "(" sum ")" | name [ "(" sum { "," sum } ")" | "[" choice { ";" choice } "]" ]
 *     choice  = key "=" ( "*" | value { "|" value } )
 */
import { EmbeddedActionsParser, EOF, type IParserErrorMessageProvider, type IToken, type TokenType } from 'chevrotain'
import type { Choice, Expression, Formula, MeasureName, Operator } from './ast.ts'
import {
  Bar,
  Close,
  CloseChoice,
  Comma,
  Equals,
  Minus,
  Name,
  Numeral,
  Open,
  OpenChoice,
  Over,
  Plus,
  Reference,
  Semicolon,
  Star,
  Times,
  tokenize,
  Value,
  VOCABULARY,
} from './lexer.ts'
import { placeOf, refuse, type Span } from './refusals.ts'

/** The tree of a formula. Throws `indicators.formula.syntax`, `.tooLong` or `.tooDeep`, with the place. */
export function parseFormula(text: string): Formula {
  parser.input = tokenize(text)
  const root = parser.formula()
  const [error] = parser.errors
  if (error) throw refuseSyntax(text, error.token, error.message)
  return { text, root }
}

function refuseSyntax(text: string, token: IToken, expected: string) {
  const ended = token.tokenType === EOF
  const span = ended ? { start: text.length, end: text.length } : spanOf(token)
  const decimalComma =
    token.tokenType === Comma && /\d$/.test(text.slice(0, span.start)) && /^\d/.test(text.slice(span.end))
  return refuse.syntax({
    ...placeOf(text, span),
    found: ended ? 'end' : 'text',
    expected,
    hint: decimalComma ? 'decimalComma' : 'expected',
  })
}

const spanOf = (token: IToken): Span => ({ start: token.startOffset, end: token.startOffset + token.image.length })
const spanning = (from: Span, to: Span): Span => ({ start: from.start, end: to.end })

const labels = (types: Iterable<TokenType>) => [...new Set([...types].map((type) => type.LABEL ?? type.name))].join(' ')

/** The message of a parser's error is the list of what could have stood there. */
const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => labels([expected]),
  buildNotAllInputParsedMessage: () => labels([Plus, Minus, Times, Over]),
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) =>
    labels(expectedPathsPerAlt.flat().flatMap((path) => path.slice(0, 1))),
  buildEarlyExitMessage: ({ expectedIterationPaths }) =>
    labels(expectedIterationPaths.flatMap((path) => path.slice(0, 1))),
}

const OPERATORS = new Map<TokenType, Operator>([
  [Plus, '+'],
  [Minus, '-'],
  [Times, '*'],
  [Over, '/'],
])

class FormulaParser extends EmbeddedActionsParser {
  constructor() {
    super(VOCABULARY, { maxLookahead: 2, recoveryEnabled: false, errorMessageProvider: expectations })
    this.performSelfAnalysis()
  }

  formula = this.RULE('formula', () => this.SUBRULE(this.sum))

  sum = this.RULE('sum', () => {
    let left: Expression = this.SUBRULE(this.product)
    this.MANY(() => {
      const sign = this.OR([{ ALT: () => this.CONSUME(Plus) }, { ALT: () => this.CONSUME(Minus) }])
      const right: Expression = this.SUBRULE2(this.product)
      left = this.ACTION(() => operation(sign, left, right))
    })
    return left
  })

  product = this.RULE('product', () => {
    let left: Expression = this.SUBRULE(this.signed)
    this.MANY(() => {
      const sign = this.OR([{ ALT: () => this.CONSUME(Times) }, { ALT: () => this.CONSUME(Over) }])
      const right: Expression = this.SUBRULE2(this.signed)
      left = this.ACTION(() => operation(sign, left, right))
    })
    return left
  })

  signed = this.RULE('signed', (): Expression => {
    const signs: IToken[] = []
    this.MANY(() => {
      signs.push(this.CONSUME(Minus))
    })
    const of: Expression = this.SUBRULE(this.atom)
    return this.ACTION(() =>
      signs.reduceRight<Expression>(
        (of, sign) => ({ kind: 'negation', of, span: spanning(spanOf(sign), of.span) }),
        of,
      ),
    )
  })

  atom = this.RULE('atom', (): Expression =>
    this.OR([
      { ALT: () => this.SUBRULE(this.numeral) },
      { ALT: () => this.SUBRULE(this.reference) },
      { ALT: () => this.SUBRULE(this.group) },
      { ALT: () => this.SUBRULE(this.named) },
    ]),
  )

  numeral = this.RULE('numeral', (): Expression => {
    const token = this.CONSUME(Numeral)
    return this.ACTION(() => ({ kind: 'number', value: Number(token.image), span: spanOf(token) }))
  })

  reference = this.RULE('reference', (): Expression => {
    const token = this.CONSUME(Reference)
    return this.ACTION(() => ({ kind: 'indicator', id: token.image.slice(1), span: spanOf(token) }))
  })

  group = this.RULE('group', (): Expression => {
    const open = this.CONSUME(Open)
    const of: Expression = this.SUBRULE(this.sum)
    const close = this.CONSUME(Close)
    return this.ACTION(() => ({ kind: 'group', of, span: spanning(spanOf(open), spanOf(close)) }))
  })

  named = this.RULE('named', (): Expression => {
    const name = this.CONSUME(Name)
    const bare = this.ACTION((): MeasureName => ({
      kind: 'measure',
      id: name.image,
      choices: [],
      span: spanOf(name),
      nameSpan: spanOf(name),
    }))
    return this.OR([
      { ALT: () => this.SUBRULE(this.call, { ARGS: [bare] }) },
      { ALT: () => this.SUBRULE(this.selection, { ARGS: [bare] }) },
      { ALT: () => bare },
    ])
  })

  call = this.RULE('call', (bare: MeasureName): Expression => {
    const args: Expression[] = []
    this.CONSUME(Open)
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => void args.push(this.SUBRULE(this.sum)) })
    const close = this.CONSUME(Close)
    return this.ACTION(() => ({
      kind: 'call',
      name: bare.id,
      args,
      span: spanning(bare.span, spanOf(close)),
      nameSpan: bare.span,
    }))
  })

  selection = this.RULE('selection', (bare: MeasureName): Expression => {
    const choices: Choice[] = []
    this.CONSUME(OpenChoice)
    this.AT_LEAST_ONE_SEP({ SEP: Semicolon, DEF: () => void choices.push(this.SUBRULE(this.choice)) })
    const close = this.CONSUME(CloseChoice)
    return this.ACTION(() => ({ ...bare, choices, span: spanning(bare.span, spanOf(close)) }))
  })

  choice = this.RULE('choice', (): Choice => {
    const key = this.CONSUME(Value)
    this.CONSUME(Equals)
    const values = this.OR([
      {
        ALT: () => {
          this.CONSUME(Star)
          return 'all' as const
        },
      },
      { ALT: () => this.SUBRULE(this.list) },
    ])
    return this.ACTION(() => ({ key: key.image, keySpan: spanOf(key), values }))
  })

  list = this.RULE('list', () => {
    const values: { text: string; span: Span }[] = []
    this.AT_LEAST_ONE_SEP({
      SEP: Bar,
      DEF: () => {
        const token = this.CONSUME(Value)
        values.push(this.ACTION(() => ({ text: token.image, span: spanOf(token) })))
      },
    })
    return values
  })
}

function operation(sign: IToken, left: Expression, right: Expression): Expression {
  const operator = OPERATORS.get(sign.tokenType)!
  return { kind: 'operation', operator, left, right, span: spanning(left.span, right.span) }
}

const parser = new FormulaParser()
