/** Words that comments, test titles and documents must not use, and what to write instead. */
export interface Pattern {
  /** Matched case-sensitively against prose of which code spans and line breaks are blanked. */
  readonly pattern: RegExp
  readonly advice: string
  /** A phrase that the pattern refuses and one that it must leave alone; both are tested. */
  readonly bad: string
  readonly good: string
}

const SENTENCE = String.raw`(?:^|[.!?:;(|#-] +|[*>]+ *)`
const IRREGULAR = 'paid|sold|sent|made|done|held|kept|known|left|lost|told|said|read|spent|given'
const PARTICIPLE = String.raw`(?:\w+ed|\w+[kvr]en|${IRREGULAR})`

export const PATTERNS: readonly Pattern[] = [
  {
    pattern: /\b(?:[Hh]e|[Hh]is|[Hh]im|[Hh]imself|[Ss]he|[Hh]ers?|[Hh]erself)\b/,
    advice: 'write "they", or name the role: the driver, the attendant, the caller',
    bad: 'the member takes his coupon',
    good: 'members take their coupons; this, the other and the hero stay',
  },
  {
    pattern: /\b[Ww]ho(?:m|se)?(?:so)?ever\b/,
    advice: 'name the role: the caller, the member, the holder of the code',
    bad: 'whoever sends the code',
    good: 'the caller that sends the code, however often',
  },
  {
    pattern: new RegExp(`${SENTENCE}[Ww]hatever\\b`),
    advice: 'begin with the noun: "any request", "every error"',
    bad: 'Whatever fails is repeated',
    good: 'Every failed call is repeated, whatever its cause',
  },
  {
    pattern: /\b(?:[Nn]obody|[Ss]omebody|[Ee]verybody|[Aa]nybody|[Nn]o one)(?:'s| else's)/,
    advice: 'say "unowned", "of another member" or "of no member"',
    bad: "the coupon is nobody's",
    good: 'nobody holds the coupon; the coupon belongs to another member',
  },
  {
    pattern: /\b(?:off|on) show\b/,
    advice: 'say "delisted" or "listed"',
    bad: 'what is off show cannot be claimed',
    good: 'a delisted template cannot be claimed; `onShow` is false',
  },
  {
    pattern: /(?<!\b[Tt]here )\b(?:is|are|was|were|be|been) none\b/,
    advice: 'say "is not a …", "does not exist" or "is missing"',
    bad: 'a date that is none',
    good: 'an invalid date; none of these is a date; null if there is none',
  },
  {
    pattern: /\bnone yet\b/,
    advice: 'say "does not exist yet", or name the state: "not registered"',
    bad: 'a member who has none yet',
    good: 'a member without a profile; none of them is paid yet',
  },
  {
    pattern:
      /\b(?:that|which|who|it|this) (?:is|are|was|were) no(?! (?:longer|more|other|less)\b) /,
    advice: 'say "is not a …" or use an adjective: "an invalid number"',
    bad: 'a body that is no JSON',
    good: 'a body that is not JSON; there is no body; it is no longer valid',
  },
  {
    pattern: new RegExp(`${SENTENCE}What (?![^.]*\\?)`),
    advice: 'begin with the noun: "Payload of …", "Limits for …", "Result of …"',
    bad: 'What a driver has paid.',
    good: 'Amount that the driver has paid. What does it cost?',
  },
  {
    pattern: new RegExp(
      String.raw`\b[Ww]hat (?:is|was|are|were|has been|had been) ${PARTICIPLE}\b`,
    ),
    advice: 'name it: "the payment", "the refund", "the stored value"',
    bad: 'goes on with what was paid twice',
    good: 'refunds the second payment; says what the driver was charged for',
  },
  {
    pattern: /\b(?:[Ww]ho|[Ii]t|[Tt]hat|they|and|nobody) (?:is|are|was|were) told\b(?! apart)/,
    advice: 'say who receives which message: "the phone receives the reason"',
    bad: 'it is told that the order is closed',
    good: 'the phone learns that the order is closed',
  },
  {
    pattern: /\b(?:anew|thence|whence|wherein|thereof|lest)\b|\bfor ever\b/i,
    advice: 'use a current word: "again", "from there", "so that … not", "permanently"',
    bad: 'the order is priced anew',
    good: 'the order is priced again, a new price, retried forever',
  },
  {
    pattern: /\b[Ss]tand-ins?\b/,
    advice: 'write "emulator"',
    bad: 'the stand-in signs its answers',
    good: 'the emulator stands in for the gateway',
  },
  {
    pattern: /\b[Tt](?:hinks?|hought|hinking) better of\b|\bmakes? it so\b/,
    advice: 'write "cancels", "withdraws", or name the effect',
    bad: 'the payer thought better of it',
    good: 'the payer thought that the other card was better',
  },
  {
    pattern: /(?:^|[\s("'`])(?:\/(?:work|home|root|Users|mnt)\/\w|[A-Z]:\\Users\\)/,
    advice: 'a path of one machine; give the path inside the repository',
    bad: 'see /home/someone/notes',
    good: 'see shared/src/work/notes',
  },
  {
    pattern:
      /\b\d{3}-\d{2}\b(?!-)|\bcapability \d|\bdomain facts\b|\b(?:payments|cloudbase) reference/,
    advice: 'delete the reference: the document is not in the repository',
    bad: 'domain facts A.3',
    good: 'decision 3; 2026-11-21; JJG 443; ISO 8601',
  },
]
